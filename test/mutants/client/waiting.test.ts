import { convictEach } from '../convict-each.ts';
import { waiting } from './waiting.ts';

convictEach(waiting);
