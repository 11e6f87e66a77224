import fc from 'fast-check';
import { compare } from './compare.js';
import { download, institutionsOfRun, mutate, newDocument, passDeadlines, type HubSide } from './hubSide.js';
import * as rules from './model.js';
import type { DepositAsked, Model, Refusal } from './model.js';

type Command = fc.AsyncCommand<Model, HubSide>;

const command = (
  name: string,
  check: (model: Model) => boolean,
  run: (model: Model, side: HubSide) => Promise<void>,
): Command => ({
  check,
  run: async (model, side) => {
    await run(model, side);
    await compare(model, side);
  },
  toString: () => name,
});

const agree = (codes: readonly string[], refusal: Refusal): void => expect([...codes]).toEqual([...refusal].sort());

type Act = (model: Model, side: HubSide, letter: number, institution: number, choice: number) => Promise<void>;

/** An act on a letter that takes no more than the letter and its actor, first in the model and then on the hub. */
const simple =
  (
    rule: (model: Model, letter: number, institution: number) => Refusal,
    mutation: string,
    input: (side: HubSide, letter: number) => object = () => ({}),
    selection = '',
  ): Act =>
  async (model, side, letter, institution) => {
    const refusal = rule(model, letter, institution);
    const asked = { correspondenceId: side.letters[letter]!.id, ...input(side, letter) };
    const { codes, payload } = await mutate(side, institution, mutation, asked, selection);
    agree(codes, refusal);
    if (payload.registerEntry != null) side.lines[institution]!.push(payload.registerEntry.id as string);
  };

const functionCodes = [null, 'BO', 'SG'] as const;

/** What the hub's `availableActs` calls them, so that one command can take the next step of any life cycle. */
const acts: Readonly<Record<string, Act>> = {
  RETRIEVE: simple(rules.retrieve, 'correspondenceRetrieve', (side, letter) => ({
    sha256: [side.letters[letter]!.sha256],
  })),
  REPORT_HANDOVER_FAILURE: simple(rules.reportHandoverFailure, 'correspondenceReportHandoverFailure', () => ({
    reasonCode: 'TECHNICAL_RECIPIENT',
    reasonText: 'Serveur à l’arrêt.',
  })),
  REGISTER_ARRIVAL: simple(rules.registerArrival, 'correspondenceRegisterArrival', undefined, 'registerEntry { id }'),
  ACKNOWLEDGE: simple(rules.acknowledge, 'correspondenceAcknowledge'),
  REFUSE: simple(rules.refuse, 'correspondenceRefuse', () => ({
    reasonCode: 'DUPLICATE',
    reasonText: 'Reçu deux fois.',
  })),
  REQUEST_SUPPLEMENT: simple(rules.requestSupplement, 'correspondenceRequestSupplement', () => ({
    pieces: ['Annexe 2'],
  })),
  RECALL: simple(rules.recall, 'correspondenceRecall', () => ({ reasonText: 'Envoyée par erreur.' })),
  REDIRECT: async (model, side, letter, institution, choice) => {
    const to = choice % institutionsOfRun;
    const refusal = rules.redirect(model, letter, institution, to);
    const { codes } = await mutate(side, institution, 'correspondenceRedirect', {
      correspondenceId: side.letters[letter]!.id,
      toInstitutionId: side.parties[to]!.id,
      reasonText: 'Compétence du destinataire.',
    });
    agree(codes, refusal);
  },
  REASSIGN: async (model, side, letter, institution, choice) => {
    const functionAddressCode = functionCodes[choice % functionCodes.length]!;
    const refusal = rules.reassign(model, letter, institution, functionAddressCode);
    const asked = { correspondenceId: side.letters[letter]!.id, functionAddressCode };
    agree((await mutate(side, institution, 'correspondenceReassign', asked)).codes, refusal);
  },
  SUPPLY_SUPPLEMENT: async (model, side, letter, institution, choice) => {
    const { consignments } = model.letters[letter]!;
    const recipient = consignments[choice % (consignments.length + 1)]?.institution ?? null;
    const document =
      Math.floor(choice / (consignments.length + 1)) % 3 === 0 ? null : await newDocument(side, institution);
    const refusal = rules.supplySupplement(model, letter, institution, recipient, document !== null);
    const { codes } = await mutate(side, institution, 'correspondenceSupplySupplement', {
      correspondenceId: side.letters[letter]!.id,
      ...(recipient === null ? {} : { institutionId: side.parties[recipient]!.id }),
      attachments: document === null ? [] : [{ documentId: document.id }],
      note: 'Ci-joint.',
    });
    agree(codes, refusal);
    if (refusal.length === 0 && document !== null) side.letters[letter]!.supplied.push(document.contentUrl);
  },
  CONFIRM_ENCLOSURES: async (model, side, letter, institution, choice) => {
    const position = 1 + (choice % 3);
    const refusal = rules.confirmEnclosure(model, letter, institution, position);
    const asked = { correspondenceId: side.letters[letter]!.id, receivedEnclosures: [position] };
    agree((await mutate(side, institution, 'correspondenceConfirmEnclosures', asked)).codes, refusal);
  },
  ANSWER: (model, side, letter, institution) =>
    depositOn(model, side, {
      sender: institution,
      recipients: [{ institution: model.letters[letter]!.sender, role: 'TO', functionCode: null }],
      enclosures: 0,
      reserved: null,
      answers: letter,
    }),
  OPEN: async (model, side, letter, institution) => {
    const served = rules.open(model, letter, institution);
    expect(await download(side, institution, side.letters[letter]!.contentUrl)).toBe(served);
  },
  OPEN_SUPPLIED: async (model, side, letter, institution, choice) => {
    const urls = side.letters[letter]!.supplied;
    if (urls.length === 0) return;
    const file = choice % urls.length;
    const served = rules.openSupplied(model, letter, institution, file);
    expect(await download(side, institution, urls[file]!)).toBe(served);
  },
};

const depositOn = async (model: Model, side: HubSide, asked: DepositAsked): Promise<void> => {
  const document = await newDocument(side, asked.sender);
  const refusal = rules.deposit(model, asked);
  const { codes, payload } = await mutate(
    side,
    asked.sender,
    'correspondenceDeposit',
    {
      subject: 'Demande de renseignements',
      recipients: asked.recipients.map(({ institution, role, functionCode }) => ({
        institutionId: side.parties[institution]!.id,
        role,
        functionAddressCode: functionCode,
      })),
      attachments: [{ documentId: document.id, role: 'MAIN' }],
      physicalEnclosures: Array.from({ length: asked.enclosures }, (_, at) => ({ description: `Pli ${at}` })),
      ...(asked.reserved === null ? {} : { registerEntryId: side.lines[asked.sender]![asked.reserved] }),
      ...(asked.answers === null ? {} : { inReplyToId: side.letters[asked.answers]!.id, nature: 'ANSWER' }),
    },
    'correspondence { id } registerEntry { id number year }',
  );
  agree(codes, refusal);
  if (refusal.length > 0) return;
  side.letters.push({ ...document, supplied: [], id: payload.correspondence.id as string });
  const lines = model.lines[asked.sender]!;
  const line = lines.find(({ letter }) => letter === model.letters.length - 1)!;
  expect(payload.registerEntry).toMatchObject({ number: String(line.number), year: line.year });
  if (asked.reserved === null) side.lines[asked.sender]!.push(payload.registerEntry.id as string);
};

const index = fc.nat({ max: 99 });
const rarely = fc.nat({ max: 11 }).map((n) => n === 0);

/** A letter to one, two or three of the others, now and then to oneself, with a number reserved before or without. */
export const deposits = fc
  .record({
    sender: fc.nat({ max: institutionsOfRun - 1 }),
    recipients: fc.uniqueArray(
      fc.record({
        // now and then to itself
        offset: fc.nat({ max: 11 }).map((n) => (n === 0 ? 0 : 1 + (n % (institutionsOfRun - 1)))),
        role: fc.constantFrom('TO', 'TO', 'TO', 'CC' as const),
        functionCode: fc.constantFrom(null, null, 'BO', 'SG'),
      }),
      { minLength: 1, maxLength: 3, selector: ({ offset }) => offset },
    ),
    enclosures: fc.constantFrom(0, 0, 1, 2),
    line: fc.option(index, { freq: 3 }),
  })
  .map(({ sender, recipients, enclosures, line }) =>
    command(
      `deposit by ${sender} to ${recipients.map(({ offset, role, functionCode }) => `${role} ${(sender + offset) % institutionsOfRun} ${functionCode ?? ''}`).join(', ')}; ${enclosures} enclosures; line ${line}`,
      (model) => model.letters.length < 8,
      (model, side) => {
        const lines = model.lines[sender]!.length;
        return depositOn(model, side, {
          sender,
          recipients: recipients.map(({ offset, ...rest }) => ({
            institution: (sender + offset) % institutionsOfRun,
            ...rest,
          })),
          enclosures,
          reserved: line === null || lines === 0 ? null : line % lines,
          answers: null,
        });
      },
    ),
  );

/** Any act by anyone on any letter, allowed or not; mostly by one that has the letter. */
const anyAct = (name: string): fc.Arbitrary<Command> =>
  fc.tuple(index, index, index, rarely).map(([letter, who, choice, isStray]) =>
    command(
      `${name} letter ${letter} who ${who}${isStray ? ' (anyone)' : ''} choice ${choice}`,
      ({ letters }) => letters.length > 0 && (name !== 'ANSWER' || letters.length < 8),
      (model, side) => {
        const at = letter % model.letters.length;
        const { sender, consignments } = model.letters[at]!;
        const parties = [...consignments.map(({ institution }) => institution), sender];
        const actor = isStray ? who % institutionsOfRun : parties[who % parties.length]!;
        return acts[name]!(model, side, at, actor, choice);
      },
    ),
  );

/** One of the acts that the model says are possible now: what leads deep into the life cycles. */
const proceed = fc.tuple(index, index, index).map(([letter, who, choice]) =>
  command(
    `proceed letter ${letter} who ${who} choice ${choice}`,
    (model) => possible(model, letter, who).acts.length > 0,
    (model, side) => {
      const { at, institution, acts: names } = possible(model, letter, who);
      const name = names[choice % names.length]!;
      return acts[name]!(model, side, at, institution, Math.floor(choice / names.length));
    },
  ),
);

const possible = (model: Model, letter: number, who: number) => {
  if (model.letters.length === 0) return { at: 0, institution: 0, acts: [] };
  const at = letter % model.letters.length;
  const { sender, consignments } = model.letters[at]!;
  const parties = [...consignments.map(({ institution }) => institution), sender];
  const institution = parties[who % parties.length]!;
  const names = rules
    .availableActs(model, at, institution)
    .filter((name) => name !== 'ANSWER' || model.letters.length < 8);
  const isSupplied = rules.shownSupplements(model, at, institution).some(({ file }) => file !== null);
  return { at, institution, acts: isSupplied ? [...names, 'OPEN_SUPPLIED'] : names };
};

const actor = fc.nat({ max: institutionsOfRun - 1 });

const taken =
  (rule: (model: Model, institution: number) => Refusal, mutation: string, input: Readonly<Record<string, unknown>>) =>
  (institution: number): Command =>
    command(
      `${mutation} by ${institution}`,
      (model) => model.lines[institution]!.length < 15,
      async (model, side) => {
        const refusal = rule(model, institution);
        const { codes, payload } = await mutate(side, institution, mutation, input, 'registerEntry { id number }');
        agree(codes, refusal);
        expect(payload.registerEntry.number).toBe(String(model.lines[institution]!.at(-1)!.number));
        side.lines[institution]!.push(payload.registerEntry.id as string);
      },
    );

const cancels = fc.tuple(actor, index, rarely).map(([institution, line, isStray]) => {
  const holder = isStray ? (institution + 1) % institutionsOfRun : institution;
  return command(
    `cancel line ${line} of ${holder} by ${institution}`,
    (model) => model.lines[holder]!.length > 0,
    async (model, side) => {
      const at = line % model.lines[holder]!.length;
      const refusal = rules.cancel(model, institution, holder, at);
      const asked = { registerEntryId: side.lines[holder]![at], reasonText: 'Numéro pris par erreur.' };
      agree((await mutate(side, institution, 'registerEntryCancel', asked)).codes, refusal);
    },
  );
});

/** From the inbox to what was supplied, opened where the letter lies then: each step as far as it is allowed. */
const supplies = fc.tuple(index, index, index, fc.boolean()).map(([letter, who, choice, isSentOn]) =>
  command(
    `supply letter ${letter} who ${who} choice ${choice}${isSentOn ? ', sent on' : ''}`,
    ({ letters }) => letters.length > 0,
    async (model, side) => {
      const at = letter % model.letters.length;
      const { sender, consignments } = model.letters[at]!;
      const place = who % consignments.length;
      const { institution } = consignments[place]!;
      for (const name of ['RETRIEVE', 'REGISTER_ARRIVAL', 'REQUEST_SUPPLEMENT']) {
        await acts[name]!(model, side, at, institution, choice);
      }
      // to that recipient, with a file
      await acts['SUPPLY_SUPPLEMENT']!(model, side, at, sender, place + consignments.length + 1);
      if (isSentOn) await acts['REDIRECT']!(model, side, at, institution, choice);
      const holder = isSentOn ? consignments.at(-1)!.institution : institution;
      await acts['OPEN_SUPPLIED']!(model, side, at, holder, choice);
    },
  ),
);

const expires = fc.constant(
  command(
    'expire',
    ({ letters }) => letters.some(({ consignments }) => consignments.some(({ state }) => state === 'DELIVERED')),
    async (model, side) => {
      rules.expire(model);
      model.year = await passDeadlines(side);
    },
  ),
);

export const commands = fc.commands(
  [
    ...Array.from({ length: 5 }, () => deposits),
    ...Array.from({ length: 16 }, () => proceed),
    ...Object.keys(acts).map(anyAct),
    actor.map(taken(rules.reserve, 'registerEntryReserve', { subject: 'À venir' })),
    actor.map(
      taken(rules.record, 'registerEntryRecord', {
        direction: 'IN',
        medium: 'PAPER',
        subject: 'Pli reçu',
        counterpartName: 'Un citoyen',
      }),
    ),
    cancels,
    supplies,
    supplies,
    expires,
  ],
  { maxCommands: 5, size: 'max' },
);
