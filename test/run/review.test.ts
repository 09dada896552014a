import { reviewNumbers } from '../../src/run/review.ts';

test('reviews are in the order of their numbers, without other files', () => {
  expect(reviewNumbers(['manifest.json', 'review-10.json', 'review-9.json', 'review-0.json'])).toEqual([
    9, 10,
  ]);
});
