import { arabic } from './arabic.js';
import { english } from './english.js';
import { french } from './french.js';

export type Language = 'ar' | 'fr' | 'en';

export type StepText = {
  readonly label: string;
  /** What happens when this step is run. */
  readonly text: string;
};

/** Everything that the page says for itself. */
export type Texts = {
  readonly language: string;
  readonly sandbox: string;
  readonly production: string;
  readonly identities: string;
  readonly sender: string;
  readonly recipient: string;
  readonly actsHere: string;
  readonly actHere: string;
  readonly choose: string;
  readonly search: string;
  readonly searchHint: string;
  readonly noneFound: string;
  readonly searchFailed: string;
  readonly notConnected: string;
  readonly sameTwice: string;
  readonly tokenFailed: string;
  readonly exchange: string;
  readonly exchangeText: string;
  readonly play: string;
  readonly next: string;
  readonly done: string;
  readonly newLetter: string;
  readonly steps: {
    readonly ADDRESSEE: StepText;
    readonly DEPOSIT: StepText;
    readonly INBOX: StepText;
    readonly RETRIEVE: StepText;
    readonly REGISTER: StepText;
    readonly ACKNOWLEDGE: StepText;
    readonly PROOF: StepText;
  };
  readonly files: string;
  readonly filesText: string;
  readonly chooseFile: string;
  readonly sampleLetter: string;
  readonly sampleFile: string;
  readonly sampleSubject: string;
  readonly uploadsAs: string;
  readonly digesting: string;
  readonly uploading: string;
  readonly uploaded: string;
  readonly broken: string;
  readonly resume: string;
  readonly intoVariables: string;
  readonly received: string;
  readonly digestAgrees: string;
  readonly digestDiffers: string;
  readonly save: string;
  readonly needsSecure: string;
  readonly tooLarge: string;
  readonly tokenHint: string;
};

export const texts: Readonly<Record<Language, Texts>> = { ar: arabic, fr: french, en: english };
