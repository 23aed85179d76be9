import { Popup } from '../../../components/popup.js';
import type { PopupPlace } from '../../../components/use-popup.js';
import type { UserDraft } from '../user-condition.js';
import { ConditionForm } from './condition-form.js';

interface ConditionPopupProps {
  readonly place: PopupPlace;
  readonly initial: UserDraft;
  readonly onApply: (condition: string) => void;
}

export function ConditionPopup({ place, initial, onApply }: ConditionPopupProps) {
  return (
    <Popup place={place}>
      <ConditionForm
        initial={initial}
        onApply={(condition) => {
          place.onClose();
          onApply(condition);
        }}
      />
    </Popup>
  );
}
