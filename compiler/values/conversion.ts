import type { Styling } from '../apis/index.ts';

/** What a value becomes on its way into an HTTP request, or out of its answer. */
export type Conversion =
  /** Of the headers of an answer the one of this name, whatever the letter case; several of one name joined by commas. */
  | { readonly kind: 'header'; readonly name: string }
  /** Of a list of texts those that are there, as a `Cookie` header joins them; nothing where none is. */
  | { readonly kind: 'cookies' }
  /** Query parameters as Step Functions sends them, behind a sign; an empty text where there are none. */
  | { readonly kind: 'query'; readonly sign: '?' | '&' }
  | Styled;

/**
 * A parameter of a request as its style writes it (OpenAPI 3.1, section 4.8.12.2): a text; in a query, where Step Functions
 * joins and encodes, a text, a list of texts, or (`apart`) an object of parameters of their own.
 */
export interface Styled {
  readonly kind: 'styled';
  readonly name: string;
  readonly place: 'path' | 'query' | 'header' | 'cookie';
  readonly styling: Styling;
  /** What the value is known to be. */
  readonly form: 'scalar' | 'list' | 'object' | 'unknown';
  readonly apart: boolean;
}
