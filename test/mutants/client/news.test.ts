import { convictEach } from '../convict-each.ts';
import { news } from './news.ts';

convictEach(news);
