// Which addresses the bureau pushes to: this machine, and hosts that whoever runs the bureau named. Any other would make
// the bureau a tool to reach strangers with.
import type { ParamError } from '../../protocol/param-error.ts';
import { paramError, show } from '../rules/rule.ts';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const longestUrl = 2000;

/** Names are compared without their port, in lower case. */
export const isCallbackUrl = (text: string, hosts: readonly string[]): boolean => {
  if (text.length > longestUrl || !URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if ((protocol !== 'http:' && protocol !== 'https:') || username !== '' || password !== '') return false;
  return loopback.test(hostname) || hosts.includes(hostname);
};

export const isLoopbackUrl = (url: URL): boolean => loopback.test(url.hostname);

/** Refused in the order rather than pushed to nobody: an integrator would wait for news that never come (B-12). */
export const judgeCallbackUrl = (
  order: Readonly<Record<string, unknown>>,
  hosts: readonly string[],
): readonly ParamError[] => {
  const url = order['callbackUrl'];
  if (typeof url !== 'string' || isCallbackUrl(url, hosts)) return [];
  return [
    paramError('/callbackUrl', 'B-12', {
      expected: `an http or https URL of this machine${hosts.length > 0 ? ` or of ${hosts.join(', ')}` : ''}`,
      received: show(url),
      remedy: 'use a loopback address, or name the host when the bureau is started (--callback-hosts)',
    }),
  ];
};
