import type { Field, FieldKind } from './field.js';

type Reader<View, T> = (view: View, now: number) => T;

/** Fields by kind, for tables of them. Each `or none` kind reads null where there is nothing. */
const ofKind =
  (kind: Exclude<FieldKind, 'choice'>) =>
  <View>(says: string, read: Reader<View, string | number | boolean>): Field<View> => ({ kind, says, read });
const orNone =
  (kind: Exclude<FieldKind, 'choice'>) =>
  <View>(says: string, read: Reader<View, string | number | boolean | null>): Field<View> => ({
    kind,
    says,
    read,
    nullable: true,
  });

export const text = ofKind('text');
export const textOrNone = orNone('text');
export const flag = ofKind('flag');
export const count = ofKind('number');
export const countOrNone = orNone('number');
export const time = ofKind('time');
export const timeOrNone = orNone('time');

export const choice = <View, Word extends string>(
  says: string,
  choices: readonly Word[],
  read: Reader<View, Word>,
): Field<View> => ({ kind: 'choice', says, choices, read });

export const choiceOrNone = <View, Word extends string>(
  says: string,
  choices: readonly Word[],
  read: Reader<View, Word | null>,
): Field<View> => ({ kind: 'choice', says, choices, read, nullable: true });
