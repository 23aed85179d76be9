import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { errorText } from '../../../components/failure.js';
import { Panel } from '../../../components/panel.js';
import { TimeLeft } from '../../../components/time-left.js';
import { tellDone, tellRefused } from '../../../components/toast.js';
import { formatSpan } from '../../../lib/format-duration.js';
import { limitsText as text } from '../../../messages/index.js';
import { useTracedUser, useTraceUser } from '../api/traced-user.js';

/** Minutes. */
const spans = [15, 60, 8 * 60, 24 * 60];
const choices = spans.map((minutes) => ({ value: String(minutes), label: formatSpan(minutes * 60) }));

/** Whether everything of this user is recorded in traces, for operators. */
export function TracingPanel({ jid }: { readonly jid: string }) {
  const { data: traced } = useTracedUser(jid, true);
  const change = useTraceUser(jid);
  const [minutes, setMinutes] = useState('60');
  const set = (to: number | null) =>
    change.mutate(to, {
      onSuccess: () => tellDone(to === null ? text.tracingStopped : text.tracingStarted, jid),
      onError: (error) => tellRefused(text.tracingFailed, errorText(error)),
    });
  if (traced === undefined) return null;
  return (
    <Panel title={text.tracing}>
      {traced === null ? (
        <>
          <Text size="sm" c="dimmed" mb="sm">
            {text.tracingOff}
          </Text>
          <Group gap="sm" align="flex-end">
            <NativeSelect
              size="xs"
              label={text.tracingFor}
              data={choices}
              value={minutes}
              onChange={(event) => setMinutes(event.currentTarget.value)}
            />
            <Button
              size="xs"
              variant="default"
              loading={change.isPending}
              onClick={() => set(Number(minutes))}
              data-testid="tracing-start"
            >
              {text.tracingStart}
            </Button>
          </Group>
        </>
      ) : (
        <Group gap="sm" justify="space-between">
          <Text size="sm" component="div" data-testid="traced">
            {text.tracingOn} <TimeLeft from={traced.setAt} deadline={traced.until} />
            <span className="dm-sub">{text.tracingBy(traced.setBy)}</span>
          </Text>
          <Button
            size="xs"
            variant="default"
            loading={change.isPending}
            onClick={() => set(null)}
            data-testid="tracing-stop"
          >
            {text.tracingStop}
          </Button>
        </Group>
      )}
    </Panel>
  );
}
