import { convictEach } from '../convict-each.ts';
import { wire } from './wire.ts';

convictEach(wire);
