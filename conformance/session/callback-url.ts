// Where the client under test takes callbacks: said in `opened`, on this machine alone (D, B-12).
import type { Conversation } from './conversation.ts';
import { adapterError } from './ending.ts';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

const isOnThisMachine = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username } = new URL(text);
  return (protocol === 'http:' || protocol === 'https:') && username === '' && loopback.test(hostname);
};

/** For orders that ask for news. Throws an adapter error where a client that claims `callback` gave no usable address. */
export const requireCallbackUrl = (conversation: Conversation): string => {
  const url = conversation.callbackUrl();
  if (url === null)
    throw adapterError(
      'the class callback is claimed, but `opened` came without callbackUrl (D)',
      conversation.lastEvents(),
    );
  if (isOnThisMachine(url)) return url;
  throw adapterError(
    `the callbackUrl ${JSON.stringify(url).slice(0, 200)} is no http or https URL of this machine (D, B-12)`,
    conversation.lastEvents(),
  );
};
