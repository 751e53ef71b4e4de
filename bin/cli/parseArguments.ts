import { parseArgs } from 'node:util';
import { didYouMean, nearest } from '../../compiler/diagnostics/index.ts';
import { type Command, type Option, UsageError } from './command.ts';

/** The arguments of a command: what stands alone, and the options by name. */
export interface Parsed {
  readonly operands: readonly string[];
  /** The value of an option that has one. */
  value(name: string): string | undefined;
  /** The values of an option that may be given more than once. */
  all(name: string): readonly string[];
  /** Whether a switch is set. */
  has(name: string): boolean;
}

const help: Option = { short: 'h', text: 'show this help' };

/** The options of a command with `--help`, which all have. */
export function optionsOf(command: Command): Readonly<Record<string, Option>> {
  return { ...command.options, help };
}

/**
 * Reads the arguments behind a command's name.
 * @throws UsageError for an option that the command doesn't have, a value that is missing, or operands too few or many
 */
export function parseArguments(command: Command, given: readonly string[]): Parsed {
  const known = optionsOf(command);
  const { tokens } = parseArgs({
    args: [...given],
    options: Object.fromEntries(
      Object.entries(known).map(([name, { value, short }]) => [
        name,
        {
          type: value === undefined ? ('boolean' as const) : ('string' as const),
          ...(short === undefined ? {} : { short }),
        },
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values = new Map<string, readonly (string | undefined)[]>();
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind === 'option') {
      values.set(token.name, [...(values.get(token.name) ?? []), checkOption(known, values, token)]);
    }
  }
  if (!values.has('help')) checkOperands(command, operands);
  return {
    operands,
    value: (name) => values.get(name)?.[0],
    all: (name) => (values.get(name) ?? []).filter((value) => value !== undefined),
    has: (name) => values.has(name),
  };
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function checkOption(
  known: Readonly<Record<string, Option>>,
  values: ReadonlyMap<string, unknown>,
  { name, rawName, value, inlineValue }: OptionToken,
): string | undefined {
  const option = Object.hasOwn(known, name) ? known[name] : undefined;
  if (option === undefined) {
    const near = nearest(name, Object.keys(known));
    throw new UsageError(
      `unknown option ${rawName}`,
      didYouMean(near, (option) => `--${option}`),
    );
  }
  if (values.has(name) && option.many !== true) throw new UsageError(`${rawName} is given twice`);
  if (option.value === undefined) {
    if (value !== undefined) throw new UsageError(`${rawName} takes no value`);
    return undefined;
  }
  const isOption = inlineValue !== true && value !== undefined && value.length > 1 && value.startsWith('-');
  if (value === undefined || value === '' || isOption)
    throw new UsageError(`${rawName} needs a value: ${option.value}`);
  return value;
}

function checkOperands({ name, operands: shown, least, most }: Command, operands: readonly string[]): void {
  if (operands.length < least) throw new UsageError(`${name} needs an argument: ${shown}`);
  const surplus = operands[most];
  if (surplus !== undefined) throw new UsageError(`${name} takes ${shown} alone; what is ${JSON.stringify(surplus)}?`);
}
