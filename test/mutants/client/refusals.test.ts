import { convictEach } from '../convict-each.ts';
import { refusals } from './refusals.ts';

convictEach(refusals);
