import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { Failure } from '../../../components/failure.js';
import { Loading } from '../../../components/loading.js';
import { onDemand } from '../../../components/on-demand.js';
import { Panel } from '../../../components/panel.js';
import { ToneBadge } from '../../../components/tone-badge.js';
import { accessText } from '../../../messages/index.js';
import { useSecondFactor } from '../api/own-account.js';
import classes from './own-account-page.module.css';

const SecondFactorDialogs = onDemand(() =>
  import('./second-factor-dialogs.js').then((loaded) => loaded.SecondFactorDialogs),
);

const text = accessText.account.factor;
/** From here on it is time to think of new ones. */
const FEW = 3;

/** Whether signing in takes a code, and the way to the other. */
export function SecondFactorPanel() {
  const { data, error, refetch } = useSecondFactor();
  const [doing, setDoing] = useState<'set-up' | 'remove' | null>(null);
  return (
    <Panel title={text.title}>
      {data === undefined ? (
        error === null ? (
          <Loading lines={2} />
        ) : (
          <Failure compact error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <Stack gap="sm" data-testid="second-factor" data-on={data.on}>
          <p className={classes.hint}>
            {data.on ? text.on : text.off} {data.on ? text.left(data.recoveryCodes) : null}
          </p>
          {data.on && data.recoveryCodes < FEW ? (
            <p>
              <ToneBadge tone="ending">{text.few}</ToneBadge>
            </p>
          ) : null}
          <Group>
            <Button
              variant={data.on ? 'default' : 'filled'}
              size="sm"
              onClick={() => setDoing(data.on ? 'remove' : 'set-up')}
              data-testid={data.on ? 'factor-remove' : 'factor-set-up'}
            >
              {data.on ? text.remove : text.setUp}
            </Button>
          </Group>
        </Stack>
      )}
      <SecondFactorDialogs wanted={doing !== null} doing={doing} onClose={() => setDoing(null)} />
    </Panel>
  );
}
