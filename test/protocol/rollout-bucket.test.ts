import { expect, it } from 'vitest';
import { bucketOf } from '../../protocol/rollout-bucket.ts';
import { rolloutVectors } from './vectors.ts';

it.each(rolloutVectors.buckets)('puts $salt:$orderNo into bucket $bucket', ({ salt, orderNo, bucket }) => {
  expect(bucketOf(salt, orderNo)).toBe(bucket);
});
