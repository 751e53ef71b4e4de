/** What a caller can say beyond the document. Every field has a default. */
export interface CompileOptions {
  /** Compile only this workflow of the document. */
  readonly workflow?: string;
  /** Which AWS service a source description stands for, by its name: `{ amazonConnectApi: 'connect' }`. */
  readonly services?: Readonly<Record<string, string>>;
  /** IAM actions of operations for which none is known: `{ 'connect:someOperation': ['connect:SomeAction'] }`. */
  readonly actions?: Readonly<Record<string, readonly string[]>>;
  /** Inputs that are secrets beside those that the compiler finds itself. */
  readonly secrets?: readonly string[];
  /** Reads a file that a source description names; absent: no other file is read. Undefined: there is no such file. */
  readonly readFile?: (url: string, from: string) => { readonly name: string; readonly text: string } | undefined;
}
