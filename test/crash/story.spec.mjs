import { expect, it } from 'vitest';
import { judge } from './judge.mjs';
import { story } from './story.mjs';
import { diaries } from './testing-diaries.mjs';

it('tells the way of a stanza, from what both ends and the end of the server wrote', () => {
  const all = diaries({
    juliet: '1000 send m.2.0.1, 1100 h 1, 1500 told 0',
    romeo: '1200 gone server, 9000 up',
    phone: '1000 gone rst',
  });
  const [violation] = judge(all).violations;
  const deeds = [
    [1150, 'kill'],
    [9000, 'ready'],
  ];
  expect(story(violation, all, deeds).split('\n')).toEqual([
    '    0.000 s juliet: life 1 300',
    '    0.000 s juliet: up',
    '    0.000 s romeo: life 1 300',
    '    0.000 s romeo: up',
    '    1.000 s juliet: send m.2.0.1',
    '    1.100 s juliet: h 1',
    '    1.150 s the server: kill',
    '    1.200 s romeo: gone server',
  ]);
});
