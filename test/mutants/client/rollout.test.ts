import { convictEach } from '../convict-each.ts';
import { rollouts } from './rollout.ts';

convictEach(rollouts);
