import { RemoveSecondFactor } from './remove-second-factor.js';
import { SecondFactorSetup } from './second-factor-setup.js';

interface SecondFactorDialogsProps {
  readonly doing: 'set-up' | 'remove' | null;
  readonly onClose: () => void;
}

export function SecondFactorDialogs({ doing, onClose }: SecondFactorDialogsProps) {
  if (doing === null) return null;
  return doing === 'set-up' ? (
    <SecondFactorSetup onClose={onClose} />
  ) : (
    <RemoveSecondFactor onClose={onClose} />
  );
}
