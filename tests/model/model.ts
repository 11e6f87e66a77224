// The life cycles of a letter as the registry offices know them, written from the rules and not from the hub: what each
// institution may do with its consignment, what comes of it, and who is told. Institutions and letters are numbers here.

export type State =
  | 'DELIVERED'
  | 'RETRIEVED'
  | 'REGISTERED'
  | 'ACKNOWLEDGED'
  | 'AWAITING_SUPPLEMENT'
  | 'ANSWERED'
  | 'REFUSED'
  | 'REDIRECTED'
  | 'RECALLED';

export type Consignment = {
  readonly institution: number;
  readonly role: 'TO' | 'CC';
  state: State;
  opened: boolean;
  overdue: boolean;
  arrival: string | null;
  /** Null: the registry office. */
  functionCode: string | null;
  /** Where the sender addressed it, which is all that others are shown. */
  readonly addressedTo: string | null;
  stateBefore: State | null;
  redirectedTo: number | null;
  readonly redirectedFrom: number | null;
  readonly confirmed: Set<number>;
};

/** What one recipient asked for. */
export type Supplement = {
  readonly asker: number;
  supplied: boolean;
  /** Its place among the files supplied to the letter; null: a word alone, or nothing yet. */
  file: number | null;
  /** Who has it: who asked, and to whom the letter was sent on since. */
  readonly holders: number[];
  readonly openedBy: Set<number>;
};

export type Letter = {
  readonly sender: number;
  readonly enclosures: number;
  readonly consignments: Consignment[];
  readonly supplements: Supplement[];
};

export type Line = {
  readonly direction: 'IN' | 'OUT';
  readonly year: number;
  readonly number: number;
  state: 'RESERVED' | 'ACTIVE' | 'CANCELLED';
  letter: number | null;
};

export type Event = { readonly type: string; readonly letter: number; readonly about: number | null };

export type Model = {
  year: number;
  readonly letters: Letter[];
  /** By institution: the lines of its registers in the order in which their numbers were taken. */
  readonly lines: Line[][];
  /** By institution: what its feed tells, in order. */
  readonly events: Event[][];
};

export const newModel = (institutions: number, year: number): Model => ({
  year,
  letters: [],
  lines: Array.from({ length: institutions }, () => []),
  events: Array.from({ length: institutions }, () => []),
});

/** The codes with which an act is refused, each once; none: it is done. */
export type Refusal = readonly string[];

export type Recipient = {
  readonly institution: number;
  readonly role: 'TO' | 'CC';
  readonly functionCode: string | null;
};

const gone: readonly State[] = ['REFUSED', 'REDIRECTED', 'RECALLED'];
const isGone = (state: State): boolean => gone.includes(state);

export const own = (model: Model, letter: number, institution: number): Consignment | null =>
  model.letters[letter]!.consignments.find((each) => each.institution === institution) ?? null;

const tell = (model: Model, institution: number, type: string, letter: number, about: number): void =>
  void model.events[institution]!.push({ type, letter, about });

const tellSender = (model: Model, letter: number, about: number, type = 'RECIPIENT_STATE_CHANGED'): void =>
  tell(model, model.letters[letter]!.sender, type, letter, about);

const nextNumber = (model: Model, institution: number, direction: Line['direction']): number =>
  model.lines[institution]!.filter((line) => line.direction === direction && line.year === model.year).length + 1;

const take = (
  model: Model,
  institution: number,
  direction: Line['direction'],
  rest: Pick<Line, 'state' | 'letter'>,
): Line => {
  const line: Line = { direction, year: model.year, number: nextNumber(model, institution, direction), ...rest };
  model.lines[institution]!.push(line);
  return line;
};

const place = (
  model: Model,
  letter: number,
  { institution, role, functionCode }: Recipient,
  redirectedFrom: number | null,
): void => {
  model.letters[letter]!.consignments.push({
    institution,
    role,
    state: 'DELIVERED',
    opened: false,
    overdue: false,
    arrival: null,
    functionCode,
    addressedTo: functionCode,
    stateBefore: null,
    redirectedTo: null,
    redirectedFrom,
    confirmed: new Set(),
  });
  tell(model, institution, 'CORRESPONDENCE_RECEIVED', letter, institution);
};

export type DepositAsked = {
  readonly sender: number;
  readonly recipients: readonly Recipient[];
  readonly enclosures: number;
  /** A line of the sender whose number is used. */
  readonly reserved: number | null;
  /** The letter that this one answers. */
  readonly answers: number | null;
};

/** The letter is there and numbered, or nothing of it is. */
export const deposit = (model: Model, { sender, recipients, enclosures, reserved, answers }: DepositAsked): Refusal => {
  const faults = new Set<string>();
  if (recipients.some(({ institution }) => institution === sender)) faults.add('RECIPIENT_IS_SENDER');
  if (new Set(recipients.map(({ institution }) => institution)).size < recipients.length)
    faults.add('RECIPIENT_REPEATED');
  const line = reserved === null ? null : model.lines[sender]![reserved]!;
  if (line !== null && line.state !== 'RESERVED') faults.add('REGISTER_ENTRY_INVALID');
  if (answers !== null) {
    const asked = own(model, answers, sender);
    const asker = model.letters[answers]!.sender;
    const isParty = asked !== null || asker === sender;
    const isAsked = asked?.role === 'TO' && ['REGISTERED', 'ACKNOWLEDGED'].includes(asked.state);
    if (!isParty) faults.add('REPLY_TARGET_NOT_FOUND');
    else if (!isAsked || !recipients.some(({ institution, role }) => institution === asker && role === 'TO')) {
      faults.add('ANSWER_NOT_ALLOWED');
    }
  }
  if (faults.size > 0) return [...faults];

  const letter = model.letters.push({ sender, enclosures, consignments: [], supplements: [] }) - 1;
  if (line === null) take(model, sender, 'OUT', { state: 'ACTIVE', letter });
  else Object.assign(line, { state: 'ACTIVE', letter });
  for (const recipient of recipients) place(model, letter, recipient, null);
  if (answers !== null) {
    own(model, answers, sender)!.state = 'ANSWERED';
    tellSender(model, answers, sender);
  }
  return [];
};

/** The first octet of content served to a recipient opens the letter. False: it is not served. */
export const open = (model: Model, letter: number, institution: number): boolean => {
  if (model.letters[letter]!.sender === institution) return true;
  const mine = own(model, letter, institution);
  if (mine === null || mine.state === 'RECALLED') return false;
  if (!mine.opened) {
    mine.opened = true;
    tellSender(model, letter, institution);
  }
  return true;
};

/** Each file supplied is opened by itself, once by each institution that has it; its first octet opens the letter too. */
export const openSupplied = (model: Model, letter: number, institution: number, file: number): boolean => {
  const { sender, supplements } = model.letters[letter]!;
  if (sender === institution) return true;
  const mine = own(model, letter, institution);
  const { holders, openedBy } = supplements.find((each) => each.file === file)!;
  if (mine === null || mine.state === 'RECALLED' || !holders.includes(institution)) return false;
  if (!openedBy.has(institution)) {
    openedBy.add(institution);
    mine.opened = true;
    tellSender(model, letter, institution);
  }
  return true;
};

export const retrieve = (model: Model, letter: number, institution: number): Refusal => {
  const mine = own(model, letter, institution);
  if (mine === null) return ['CORRESPONDENCE_NOT_FOUND'];
  if (mine.state === 'RECALLED') return ['CORRESPONDENCE_RECALLED'];
  if (mine.state !== 'DELIVERED') return ['STATE_NOT_ALLOWED'];
  Object.assign(mine, { state: 'RETRIEVED', opened: true });
  tellSender(model, letter, institution);
  return [];
};

/** What could not be taken over is kept: the sender is told, and nothing else changes. */
export const reportHandoverFailure = (model: Model, letter: number, institution: number): Refusal => {
  const mine = own(model, letter, institution);
  if (mine === null) return ['CORRESPONDENCE_NOT_FOUND'];
  if (mine.state === 'RECALLED') return ['CORRESPONDENCE_RECALLED'];
  if (mine.state !== 'DELIVERED') return ['STATE_NOT_ALLOWED'];
  tellSender(model, letter, institution, 'HANDOVER_FAILED');
  return [];
};

/** A number once, in any state in which the letter has been fetched and is still there; a later state stays. */
export const registerArrival = (model: Model, letter: number, institution: number): Refusal => {
  const mine = own(model, letter, institution);
  if (mine === null) return ['CORRESPONDENCE_NOT_FOUND'];
  if (isGone(mine.state)) return ['STATE_NOT_ALLOWED'];
  if (mine.state === 'DELIVERED') return ['CORRESPONDENCE_NOT_RETRIEVED'];
  if (mine.arrival !== null) return ['ALREADY_REGISTERED'];
  mine.arrival = String(take(model, institution, 'IN', { state: 'ACTIVE', letter }).number);
  if (mine.state === 'RETRIEVED') mine.state = 'REGISTERED';
  tellSender(model, letter, institution);
  return [];
};

export const acknowledge = (model: Model, letter: number, institution: number): Refusal => {
  const mine = own(model, letter, institution);
  if (mine === null) return ['CORRESPONDENCE_NOT_FOUND'];
  if (!['RETRIEVED', 'REGISTERED'].includes(mine.state)) return ['STATE_NOT_ALLOWED'];
  mine.state = 'ACKNOWLEDGED';
  tellSender(model, letter, institution);
  return [];
};

const mayDecide = ({ role, state }: Consignment): boolean =>
  role === 'TO' && ['RETRIEVED', 'REGISTERED', 'ACKNOWLEDGED'].includes(state);

export const refuse = (model: Model, letter: number, institution: number): Refusal => {
  const mine = own(model, letter, institution);
  if (mine === null) return ['CORRESPONDENCE_NOT_FOUND'];
  if (!mayDecide(mine)) return ['STATE_NOT_ALLOWED'];
  mine.state = 'REFUSED';
  tellSender(model, letter, institution);
  return [];
};

export const redirect = (model: Model, letter: number, institution: number, to: number): Refusal => {
  const mine = own(model, letter, institution);
  if (mine === null) return ['CORRESPONDENCE_NOT_FOUND'];
  // where a letter has been is the business of those alone who could send it on
  if (!mayDecide(mine)) return ['STATE_NOT_ALLOWED'];
  if (to === model.letters[letter]!.sender || own(model, letter, to) !== null) return ['REDIRECTION_CIRCULAR'];
  Object.assign(mine, { state: 'REDIRECTED', redirectedTo: to });
  for (const { holders } of model.letters[letter]!.supplements) if (holders.includes(institution)) holders.push(to);
  place(model, letter, { institution: to, role: 'TO', functionCode: null }, institution);
  tellSender(model, letter, institution);
  return [];
};

/** Told inside the institution, and nobody outside. */
export const reassign = (model: Model, letter: number, institution: number, functionCode: string | null): Refusal => {
  const mine = own(model, letter, institution);
  if (mine === null) return ['CORRESPONDENCE_NOT_FOUND'];
  const faults = isGone(mine.state) ? ['STATE_NOT_ALLOWED'] : [];
  if ((mine.functionCode ?? 'BO') === (functionCode ?? 'BO')) faults.push('FUNCTION_UNCHANGED');
  if (faults.length > 0) return faults;
  mine.functionCode = functionCode;
  tell(model, institution, 'CORRESPONDENCE_REASSIGNED', letter, institution);
  return [];
};

export const requestSupplement = (model: Model, letter: number, institution: number): Refusal => {
  const mine = own(model, letter, institution);
  if (mine === null) return ['CORRESPONDENCE_NOT_FOUND'];
  if (mine.role !== 'TO' || !['REGISTERED', 'ACKNOWLEDGED'].includes(mine.state)) return ['STATE_NOT_ALLOWED'];
  Object.assign(mine, { state: 'AWAITING_SUPPLEMENT', stateBefore: mine.state });
  model.letters[letter]!.supplements.push({
    asker: institution,
    supplied: false,
    file: null,
    holders: [institution],
    openedBy: new Set(),
  });
  tellSender(model, letter, institution, 'ACTION_REQUIRED');
  return [];
};

/** `recipient` null: whoever asked, when only one did. `withFile` false: a word alone. */
export const supplySupplement = (
  model: Model,
  letter: number,
  institution: number,
  recipient: number | null,
  withFile: boolean,
): Refusal => {
  const { sender, consignments, supplements } = model.letters[letter]!;
  if (sender !== institution) return ['CORRESPONDENCE_NOT_FOUND'];
  const waiting = consignments.filter(
    (each) => each.state === 'AWAITING_SUPPLEMENT' && (recipient === null || each.institution === recipient),
  );
  const [asking, ...others] = waiting;
  if (asking === undefined) return ['SUPPLEMENT_NOT_REQUESTED'];
  if (others.length > 0) return ['INSTITUTION_REQUIRED'];
  Object.assign(asking, { state: asking.stateBefore, stateBefore: null });
  const file = withFile ? supplements.filter((each) => each.file !== null).length : null;
  Object.assign(
    supplements.find(({ asker, supplied }) => asker === asking.institution && !supplied)!,
    {
      supplied: true,
      file,
    },
  );
  tell(model, asking.institution, 'ACTION_REQUIRED', letter, asking.institution);
  return [];
};

/** Withdrawn from everyone who has not opened it. */
export const recall = (model: Model, letter: number, institution: number): Refusal => {
  const { sender, consignments } = model.letters[letter]!;
  if (sender !== institution) return ['CORRESPONDENCE_NOT_FOUND'];
  const unopened = consignments.filter(({ state, opened }) => state === 'DELIVERED' && !opened);
  if (unopened.length === 0) return ['ALREADY_OPENED'];
  for (const each of unopened) {
    each.state = 'RECALLED';
    tell(model, each.institution, 'CORRESPONDENCE_RECALLED', letter, each.institution);
  }
  return [];
};

export const confirmEnclosure = (model: Model, letter: number, institution: number, position: number): Refusal => {
  const mine = own(model, letter, institution);
  if (mine === null) return ['CORRESPONDENCE_NOT_FOUND'];
  // what belongs to a letter is not told to who has it no more
  if (isGone(mine.state)) return ['STATE_NOT_ALLOWED'];
  if (position > model.letters[letter]!.enclosures) return ['ENCLOSURE_NOT_FOUND'];
  if (mine.confirmed.has(position)) return ['ENCLOSURE_ALREADY_CONFIRMED'];
  mine.confirmed.add(position);
  tellSender(model, letter, institution);
  return [];
};

export const reserve = (model: Model, institution: number): Refusal => {
  take(model, institution, 'OUT', { state: 'RESERVED', letter: null });
  return [];
};

export const record = (model: Model, institution: number): Refusal => {
  take(model, institution, 'IN', { state: 'ACTIVE', letter: null });
  return [];
};

export const cancel = (model: Model, institution: number, holder: number, line: number): Refusal => {
  if (holder !== institution) return ['REGISTER_ENTRY_NOT_FOUND'];
  const taken = model.lines[holder]![line]!;
  if (taken.letter !== null) return ['ENTRY_IN_USE'];
  if (taken.state === 'CANCELLED') return ['STATE_NOT_ALLOWED'];
  taken.state = 'CANCELLED';
  return [];
};

/** The time for every letter that lies unretrieved has passed. A copy is never overdue. */
export const expire = (model: Model): void => {
  for (const [letter, { sender, consignments }] of model.letters.entries()) {
    for (const each of consignments) {
      if (each.role !== 'TO' || each.state !== 'DELIVERED' || each.overdue) continue;
      each.overdue = true;
      tell(model, each.institution, 'OVERDUE', letter, each.institution);
      tell(model, sender, 'OVERDUE', letter, each.institution);
    }
  }
};

/** What an institution may do with a letter now, in the order of the alphabet. */
export const availableActs = (model: Model, letter: number, institution: number): string[] => {
  const { sender, consignments, enclosures } = model.letters[letter]!;
  if (sender === institution) {
    return [
      ...(consignments.some(({ state, opened }) => state === 'DELIVERED' && !opened) ? ['RECALL'] : []),
      ...(consignments.some(({ state }) => state === 'AWAITING_SUPPLEMENT') ? ['SUPPLY_SUPPLEMENT'] : []),
    ];
  }
  const mine = own(model, letter, institution);
  if (mine === null || isGone(mine.state)) return [];
  const { role, state, arrival, confirmed } = mine;
  const isTo = role === 'TO';
  const isTakenIn = state === 'REGISTERED' || state === 'ACKNOWLEDGED';
  return Object.entries({
    ACKNOWLEDGE: state === 'RETRIEVED' || state === 'REGISTERED',
    ANSWER: isTo && isTakenIn,
    CONFIRM_ENCLOSURES: confirmed.size < enclosures,
    REASSIGN: true,
    REDIRECT: mayDecide(mine),
    REFUSE: mayDecide(mine),
    REGISTER_ARRIVAL: state !== 'DELIVERED' && arrival === null,
    REPORT_HANDOVER_FAILURE: state === 'DELIVERED',
    REQUEST_SUPPLEMENT: isTo && isTakenIn,
    RETRIEVE: state === 'DELIVERED',
  })
    .filter(([, isPossible]) => isPossible)
    .map(([act]) => act);
};

/** The consignments that an institution is shown: the sender all, a copy those of `TO` and its own, `TO` its own. */
export const shown = (model: Model, letter: number, institution: number): readonly Consignment[] => {
  const { sender, consignments } = model.letters[letter]!;
  if (sender === institution) return consignments;
  const mine = own(model, letter, institution);
  return consignments.filter(
    (each) => each === mine || (mine?.role === 'CC' && mine.state !== 'RECALLED' && each.role === 'TO'),
  );
};

/** The supplements that an institution is shown: the sender all, a recipient its own and those that came with the letter. */
export const shownSupplements = (model: Model, letter: number, institution: number): readonly Supplement[] => {
  const { sender, supplements } = model.letters[letter]!;
  if (sender === institution) return supplements;
  if (own(model, letter, institution)?.state === 'RECALLED') return [];
  return supplements.filter(({ holders }) => holders.includes(institution));
};
