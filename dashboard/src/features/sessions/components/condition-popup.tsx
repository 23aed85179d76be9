import { Popup } from '../../../components/popup.js';
import type { PopupPlace } from '../../../components/use-popup.js';
import type { ConditionDraft } from '../condition-draft.js';
import { ConditionEditor } from './condition-editor.js';

interface ConditionPopupProps {
  readonly place: PopupPlace;
  readonly initial: ConditionDraft;
  readonly onApply: (condition: string) => void;
}

export function ConditionPopup({ place, initial, onApply }: ConditionPopupProps) {
  return (
    <Popup place={place}>
      <ConditionEditor
        initial={initial}
        onApply={(condition) => {
          place.onClose();
          onApply(condition);
        }}
      />
    </Popup>
  );
}
