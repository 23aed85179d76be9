import { Button } from '@mantine/core';
import { ApiError } from '#contracts';
import { accessText, commonText } from '../messages/index.js';
import { Notice } from './notice.js';

interface FailureProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
  readonly compact?: boolean;
}

/** The sentence to show for an error of any origin. */
export function errorText(error: unknown): string {
  if (error instanceof ApiError && error.code === 'unreachable') return accessText.unreachable;
  return error instanceof Error ? error.message : String(error);
}

/** A request that failed, what the server said about it, and a way to ask again. */
export function Failure({ error, onRetry, compact = false }: FailureProps) {
  return (
    <Notice
      role="alert"
      compact={compact}
      title={commonText.failed}
      hint={errorText(error)}
      action={
        onRetry === undefined ? undefined : (
          <Button variant="default" size="xs" onClick={onRetry}>
            {commonText.tryAgain}
          </Button>
        )
      }
    />
  );
}
