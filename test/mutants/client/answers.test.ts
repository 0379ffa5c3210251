import { convictEach } from '../convict-each.ts';
import { answers } from './answers.ts';

convictEach(answers);
