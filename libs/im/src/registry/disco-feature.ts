import type { IqTarget } from './iq-handler.js';

const FEATURES = Symbol('dormouse:disco-features');

interface DeclaredFeature {
  readonly feature: string;
  readonly targets: readonly IqTarget[];
}

/** Declares on a provider a feature that no iq namespace stands for. @param targets whose disco#info lists it */
export function DiscoFeature(feature: string, targets: readonly IqTarget[]): ClassDecorator {
  return (target) => {
    const declared: DeclaredFeature = { feature, targets };
    Object.defineProperty(target, FEATURES, {
      value: [...ofClass(target), declared],
      configurable: true,
    });
  };
}

const ofClass = (target: object): readonly DeclaredFeature[] =>
  (Reflect.get(target, FEATURES) as readonly DeclaredFeature[] | undefined) ?? [];

/** What {@link DiscoFeature} declared on an instance's class. */
export const declaredFeatures = (instance: object): readonly DeclaredFeature[] =>
  ofClass(instance.constructor);
