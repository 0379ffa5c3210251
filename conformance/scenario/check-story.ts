// What a schema cannot say about a scenario: that its names refer to something and its story comes to an end.
import { checkFaults } from './check-faults.ts';
import { isInstant } from './instant-form.ts';
import { pointerOf } from './json-pointer.ts';
import { suggestWord } from './nearest-word.ts';
import type { Complaint } from './refusal.ts';
import type { ScenarioFile } from './schema.ts';

type Given = { readonly name: string; readonly at: number; readonly finished: boolean };

const commandsOf = (file: ScenarioFile): Given[] =>
  file.steps.flatMap((step, at) =>
    [
      ...[step.issue, step.query, step.void].map((one) => one && { ...one, of: one.order }),
      ...[step.red, step.confirm].map((one) => one && { ...one, of: one.red }),
      ...[step.sync, step.audit, step.rollout].map((one) => one && { ...one, of: one.as }),
    ]
      .filter((command) => command !== undefined)
      .map((command) => ({ name: command.as ?? command.of, at, finished: (command.wait ?? 'result') === 'result' })),
  );

const known = (name: string, names: readonly string[], where: { pointer: string; what: string }): Complaint[] =>
  names.includes(name)
    ? []
    : [
        {
          pointer: where.pointer,
          place: 'value',
          message: `no ${where.what} is called "${name}"`,
          remedy: suggestWord(name, names),
        },
      ];

const checkOrders = (file: ScenarioFile): Complaint[] =>
  Object.entries(file.orders).flatMap(([name, order], at) => {
    const pointer = pointerOf(['orders', name]);
    const above = Object.keys(file.orders).slice(0, at);
    if ((order.template === undefined) === (order.copyOf === undefined)) {
      const message = 'an order has either a template or copyOf';
      return [{ pointer, place: 'key' as const, message, remedy: 'write exactly one of the two' }];
    }
    return order.copyOf === undefined
      ? []
      : known(order.copyOf, above, { pointer: `${pointer}/copyOf`, what: 'order above' });
  });

/** Clients that do not claim the class have no receiver (V-1). */
const checkCallbacks = (file: ScenarioFile): Complaint[] =>
  Object.entries(file.orders)
    .filter(([, { callback }]) => callback && file.class !== 'callback')
    .map(([name]) => ({
      pointer: pointerOf(['orders', name, 'callback']),
      place: 'key',
      message: `news of "${name}" can reach clients of the class callback alone`,
      remedy: 'write class: callback, or remove it',
    }));

/** Others would have to answer `unsupported` (V-1). */
const checkRollout = (file: ScenarioFile): Complaint[] =>
  file.steps.flatMap(({ rollout }, at) => {
    if (!rollout) return [];
    const pointer = `/steps/${at}/rollout`;
    const said = [rollout.share, rollout.upTo, rollout.short, rollout.kill].filter((wish) => wish !== undefined);
    const orders = Object.keys(file.orders);
    const complain = (message: string, remedy: string): Complaint => ({ pointer, place: 'value', message, remedy });
    return [
      ...(said.length === 1
        ? []
        : [complain('not exactly one of share, upTo, short and kill', 'write exactly one of the four')]),
      ...([file.class, ...(file.also ?? [])].includes('rollout')
        ? []
        : [complain('clients of other classes know no rollout', 'write class: rollout')]),
      ...[rollout.upTo, rollout.short].flatMap((order) =>
        order === undefined ? [] : known(order, orders, { pointer, what: 'order' }),
      ),
    ];
  });

const checkReferences = (file: ScenarioFile): Complaint[] => {
  const orders = Object.keys(file.orders);
  const given = commandsOf(file);
  return file.steps.flatMap((step, at) => {
    const refer = (order: string | undefined, word: string) =>
      order === undefined ? [] : known(order, orders, { pointer: `/steps/${at}/${word}/order`, what: 'order' });
    const referAny = (name: string | undefined, pointer: string) =>
      name === undefined
        ? []
        : known(name, [...orders, ...Object.keys(file.reds ?? {})], { pointer, what: 'order or reversal' });
    const referRed = (red: string | undefined, pointer: string) =>
      red === undefined ? [] : known(red, Object.keys(file.reds ?? {}), { pointer, what: 'reversal' });
    const before = given.filter((command) => command.at < at).map((command) => command.name);
    return [
      ...refer(step.beforehand?.order, 'beforehand'),
      ...refer(step.issue?.order, 'issue'),
      ...referAny(step.query?.order, `/steps/${at}/query/order`),
      ...refer(step.void?.order, 'void'),
      ...refer(step.counterparty?.order, 'counterparty'),
      ...refer(step.voidElsewhere?.order, 'voidElsewhere'),
      ...referRed(step.red?.red, `/steps/${at}/red/red`),
      ...referRed(step.confirm?.red, `/steps/${at}/confirm/red`),
      ...referRed(step.elsewhere?.red, `/steps/${at}/elsewhere/red`),
      ...referRed(step.counterparty?.red, `/steps/${at}/counterparty/red`),
      ...(step.await ?? []).flatMap((name, index) =>
        known(name, before, { pointer: `/steps/${at}/await/${index}`, what: 'command given before' }),
      ),
    ];
  });
};

const checkEnds = (file: ScenarioFile): Complaint[] => {
  const given = commandsOf(file);
  const awaited = new Set(file.steps.flatMap((step) => step.await ?? []));
  const twice = given.filter((command, at) => given.findIndex((other) => other.name === command.name) !== at);
  const loose = given.filter((command) => !command.finished && !awaited.has(command.name));
  const complain = (command: Given, message: string, remedy: string): Complaint => ({
    pointer: `/steps/${command.at}`,
    place: 'value',
    message,
    remedy,
  });
  return [
    ...twice.map((command) => complain(command, `a second command "${command.name}"`, 'name it with "as"')),
    ...loose.map((command) =>
      complain(command, `nobody waits for "${command.name}"`, `add - await: [${command.name}]`),
    ),
  ];
};

/** `expect` names every command and every order, and nothing else: what is not expected is not judged. */
const checkExpectations = (file: ScenarioFile): Complaint[] => {
  const commands = commandsOf(file).map((command) => command.name);
  const compare = (word: 'outcomes' | 'invoices' | 'reds', due: readonly string[], what: string): Complaint[] => {
    const pointer = `/expect/${word}`;
    const said = Object.keys(file.expect[word] ?? {});
    return [
      ...due
        .filter((name) => !said.includes(name))
        .map((name) => ({
          pointer,
          place: 'key' as const,
          message: `nothing expected of ${what} "${name}"`,
          remedy: `add ${name}`,
        })),
      ...said.flatMap((name) => known(name, due, { pointer: pointerOf(['expect', word, name]), what })),
    ];
  };
  return [
    ...compare('outcomes', [...new Set(commands)], 'command'),
    ...compare('invoices', Object.keys(file.orders), 'order'),
    ...compare('reds', Object.keys(file.reds ?? {}), 'reversal'),
    ...Object.keys(file.expect.statuses ?? {}).flatMap((name) =>
      known(name, Object.keys(file.orders), { pointer: pointerOf(['expect', 'statuses', name]), what: 'order' }),
    ),
    ...Object.keys(file.expect.errors ?? {}).flatMap((name) =>
      known(name, commands, { pointer: pointerOf(['expect', 'errors', name]), what: 'command' }),
    ),
    ...Object.keys(file.expect.sheets ?? {}).flatMap((name) =>
      known(name, Object.keys(file.reds ?? {}), { pointer: pointerOf(['expect', 'sheets', name]), what: 'reversal' }),
    ),
    ...Object.entries(file.reds ?? {}).flatMap(([name, { original }]) =>
      known(original, Object.keys(file.orders), { pointer: pointerOf(['reds', name, 'original']), what: 'order' }),
    ),
  ];
};

const checkInstant = (pointer: string, instant: string | undefined): Complaint[] =>
  instant === undefined || isInstant(instant)
    ? []
    : [
        {
          pointer,
          place: 'value',
          message: `${instant} is not an instant`,
          remedy: 'write "yyyy-MM-ddTHH:mm:ss.SSS+08:00"',
        },
      ];

const checkInstants = (file: ScenarioFile): Complaint[] => [
  ...checkInstant('/startAt', file.startAt),
  ...(file.bureau?.maintenance ?? []).flatMap(({ from, to }, at) => [
    ...checkInstant(`/bureau/maintenance/${at}/from`, from),
    ...checkInstant(`/bureau/maintenance/${at}/to`, to),
  ]),
];

/** What a session on a real clock may take in all by the scenario's own steps. */
const longestStoryMs = 15 * 60_000;

/** A real clock cannot wait for days, nor begin on a certain one (D-4). */
const checkClock = (file: ScenarioFile): Complaint[] => {
  if (file.clock === 'virtual') return [];
  const advancedMs = file.steps.reduce((sum, { advance }) => sum + (advance?.seconds ?? 0) * 1000, 0);
  const datedAt = file.steps.findIndex(({ drift }) => drift !== undefined);
  const reasons = [
    { holds: file.startAt !== undefined, pointer: '/startAt', message: 'its story begins at a certain instant' },
    { holds: datedAt !== -1, pointer: `/steps/${datedAt}/drift`, message: 'a table changes on a certain day' },
    { holds: advancedMs > longestStoryMs, pointer: '/steps', message: 'its steps advance by more than 15 minutes' },
  ];
  return reasons
    .filter(({ holds }) => holds)
    .map(({ pointer, message }) => ({ pointer, place: 'key', message, remedy: 'add clock: virtual' }));
};

/** All complaints about a file that already has the form of the schema. */
export const checkStory = (file: ScenarioFile, knownCheckIds: readonly string[]): readonly Complaint[] => [
  ...checkInstants(file),
  ...checkClock(file),
  ...checkOrders(file),
  ...checkCallbacks(file),
  ...checkRollout(file),
  ...checkFaults(file.faults ?? [], {
    pointer: '/faults',
    orders: [...Object.keys(file.orders), ...Object.keys(file.reds ?? {})],
  }),
  ...checkReferences(file),
  ...checkEnds(file),
  ...checkExpectations(file),
  ...(['checks', 'watch'] as const).flatMap((list) =>
    (file[list] ?? []).flatMap((id, at) => known(id, knownCheckIds, { pointer: `/${list}/${at}`, what: 'check' })),
  ),
];
