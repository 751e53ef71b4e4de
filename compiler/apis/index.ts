/** What is known of the APIs that documents call: today those of AWS. */
export * from './aws/index.ts';
