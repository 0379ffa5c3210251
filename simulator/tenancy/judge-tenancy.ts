// Whether a tenant can be made in this bureau: what the form of the request alone does not tell.
import { readInstant } from '../../protocol/timestamp.ts';
import type { ControlProblem } from '../control/controlled.ts';
import type { TenantRequest } from '../register/tenant-request.ts';

const instantForm = 'Write yyyy-MM-ddTHH:mm:ss.SSS+08:00.';

/** An appId is one tenant's: it is how a request finds its secret. */
export const judgeForeignIds = (
  applications: readonly { readonly appId: string }[],
  taken: ReadonlySet<string>,
): ControlProblem[] =>
  applications.flatMap(({ appId }, at) =>
    taken.has(appId)
      ? [
          {
            pointer: `/applications/${at}/appId`,
            detail: `${appId} is taken`,
            remedy: 'Every appId of a bureau is its own.',
          },
        ]
      : [],
  );

/** Two entries of one key: the later one would silently replace the earlier. */
const judgeRepeats = (keys: readonly string[], member: { readonly list: string; readonly key: string }) =>
  keys.flatMap((key, at) =>
    keys.indexOf(key) === at
      ? []
      : [
          {
            pointer: `/${member.list}/${at}/${member.key}`,
            detail: `${key} stands here twice`,
            remedy: `Give every ${member.key} once.`,
          },
        ],
  );

export const judgeTenancy = (
  request: TenantRequest,
  present: {
    readonly ids: ReadonlySet<string>;
    readonly appIds: ReadonlySet<string>;
    readonly profiles: readonly string[];
  },
): ControlProblem[] => {
  const { id, profile, clock, sellers, applications } = request;
  const problems: ControlProblem[] = [];
  if (id !== undefined && present.ids.has(id))
    problems.push({
      pointer: '/id',
      detail: `${id} exists`,
      remedy: 'Choose another id, or remove that tenant first.',
    });
  if (profile !== undefined && !present.profiles.includes(profile))
    problems.push({
      pointer: '/profile',
      detail: `there is no profile ${JSON.stringify(profile)}`,
      remedy: `Name one of ${present.profiles.join(', ')}.`,
    });
  for (const name of ['now', 'since'] as const)
    if (clock?.[name] !== undefined && readInstant(clock[name]) === null)
      problems.push({ pointer: `/clock/${name}`, detail: 'is no instant', remedy: instantForm });
  if (clock && clock.mode !== 'real' && (clock.rate ?? clock.since) !== undefined)
    problems.push({
      pointer: '/clock/mode',
      detail: 'is frozen: it has no rate',
      remedy: 'Leave rate and since out, or say "real".',
    });
  return [
    ...problems,
    ...judgeForeignIds(applications, present.appIds),
    ...judgeRepeats(
      applications.map(({ appId }) => appId),
      { list: 'applications', key: 'appId' },
    ),
    ...judgeRepeats(
      sellers.map(({ taxNo }) => taxNo),
      { list: 'sellers', key: 'taxNo' },
    ),
  ];
};
