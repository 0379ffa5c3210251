import { convictEach } from '../convict-each.ts';
import { envelopes } from './envelope.ts';

convictEach(envelopes);
