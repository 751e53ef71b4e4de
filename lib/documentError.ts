/** Something in a document, or in what was said about it, keeps it from being deployed. Its message is for the person who wrote it. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';
}
