import { convictEach } from '../convict-each.ts';
import { unknown } from './unknown.ts';

convictEach(unknown);
