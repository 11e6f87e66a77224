export type Option = {
  /** What its value is called in the help. Left out: the option is a switch. */
  readonly value?: string;
  readonly help: string;
  readonly required?: boolean;
};

export type Input = {
  readonly operands: readonly string[];
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly switches: ReadonlySet<string>;
  readonly env: NodeJS.ProcessEnv;
  /** The command's own output, which a shell may capture. */
  readonly print: (line: string) => void;
  /** What happens meanwhile, for the person who waits. */
  readonly tell: (line: string) => void;
};

export type Command = {
  /** How it is called: `['institutions', 'enrol']`. */
  readonly words: readonly string[];
  readonly summary: string;
  readonly details?: string;
  readonly operands: readonly string[];
  readonly options: Readonly<Record<string, Option>>;
  readonly run: (input: Input) => Promise<void>;
};
