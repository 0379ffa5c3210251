import { convictEach } from '../convict-each.ts';
import { audit } from './audit.ts';

convictEach(audit);
