// `liandiao bureau apply|approve|cutover`: an application's way from the form to production, at a running bureau (B-8).
import type { Command } from 'commander';
import { addControlFlags, type ControlCall, type ControlFlags, createControlCall } from './control-call.ts';
import { readDataFile } from './read-data-file.ts';

type Answer = Readonly<Record<string, unknown>>;

const nextSteps: Readonly<Record<string, string>> = {
  applied: 'Documents are checked next: liandiao bureau approve ID',
  rejected: 'Apply anew with what was missing.',
  testing: 'Certify the client with these credentials, then: liandiao bureau cutover ID --certificate FILE',
  certified: 'Next: liandiao bureau cutover ID',
  'cutover-requested': 'Next: liandiao bureau cutover ID',
  production: 'The application may issue at /production/v1.',
};

/** Credentials are shown here and never again. */
const writeAnswer = (answer: Answer, { json }: ControlFlags): void => {
  const { id, state, credentials } = answer as {
    readonly id: string;
    readonly state: string;
    readonly credentials?: Readonly<Record<string, string>>;
  };
  const lines = [
    `registration ${id} is ${state}`,
    ...Object.entries(credentials ?? {}).map(([name, value]) => `  ${name.padEnd(11)} ${value}`),
    ...(credentials ? ['  Keep them now: the bureau does not show them again.'] : []),
    (nextSteps[state] ?? '').replace('ID', id),
  ];
  process.stdout.write(json ? `${JSON.stringify(answer, null, 2)}\n` : `${lines.join('\n')}\n`);
};

const apply = async (file: string, flags: ControlFlags): Promise<void> => {
  const call = createControlCall(flags);
  writeAnswer(await call('POST', '/registrations', await readDataFile(file, { what: 'the form' })), flags);
};

type ApproveFlags = ControlFlags & { readonly reject?: string; readonly granted?: string };

const approve = async (id: string, flags: ApproveFlags): Promise<void> => {
  const call = createControlCall(flags);
  const at = `/registrations/${encodeURIComponent(id)}`;
  if (flags.reject !== undefined)
    return writeAnswer(await call('POST', `${at}/reject`, { reason: flags.reject }), flags);
  const granted = flags.granted === undefined ? {} : await readDataFile(flags.granted, { what: '--granted' });
  writeAnswer(await call('POST', `${at}/approve`, granted), flags);
};

type CutoverFlags = ControlFlags & { readonly certificate?: string; readonly settings?: string };

/** Hands in what is new, asks for production where that has not been done, and has it decided. */
const walkToProduction = async (call: ControlCall, id: string, flags: CutoverFlags): Promise<Answer> => {
  const at = `/registrations/${encodeURIComponent(id)}`;
  let { state } = await call('GET', at);
  if (flags.certificate !== undefined && state !== 'cutover-requested') {
    const certificate = await readDataFile(flags.certificate, { what: '--certificate' });
    ({ state } = await call('POST', `${at}/certify`, { certificate }));
  }
  if (state === 'certified' || flags.settings !== undefined) {
    const settings = flags.settings === undefined ? {} : await readDataFile(flags.settings, { what: '--settings' });
    await call('POST', `${at}/request-cutover`, settings);
  }
  return call('POST', `${at}/cutover`);
};

const cutover = async (id: string, flags: CutoverFlags): Promise<void> =>
  writeAnswer(await walkToProduction(createControlCall(flags), id, flags), flags);

/** Adds the subcommands to `bureau`. */
export const addRegistrationCommands = (bureau: Command): void => {
  addControlFlags(bureau.command('apply'))
    .description('hand in the form of an application for registration 提交接入申请')
    .argument('<file>', 'enterprise, documents, types, limits, quota: JSON or YAML; - for standard input')
    .action(apply);
  addControlFlags(bureau.command('approve'))
    .description('check the documents and give test credentials, shown once 审核并发放测试凭据')
    .argument('<id>', 'the registration')
    .option('--granted <file>', 'types, limits and quota, where less than asked for is granted')
    .option('--reject <reason>', 'reject it instead')
    .action(approve);
  addControlFlags(bureau.command('cutover'))
    .description('go over to production with a certificate of conformance; credentials are shown once 申请割接')
    .argument('<id>', 'the registration')
    .option('--certificate <file>', 'certificate of conformance, signed by an issuer the bureau trusts')
    .option('--settings <file>', 'settings asked for in production; those of the test unless told otherwise')
    .action(cutover);
};
