import { convictEach } from '../convict-each.ts';
import { variation } from './variation.ts';

convictEach(variation);
