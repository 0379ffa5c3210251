import { convictEach } from '../convict-each.ts';
import { reversals } from './reversals.ts';

convictEach(reversals);
