import { convictEach } from '../convict-each.ts';
import { claims } from './claims.ts';

convictEach(claims);
