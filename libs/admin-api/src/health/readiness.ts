import { Injectable } from '@nestjs/common';

export type ReadinessState = 'starting' | 'ready' | 'draining';

/** Whether this process should be sent clients. The application moves it on; `/readyz` tells. */
@Injectable()
export class Readiness {
  state: ReadinessState = 'starting';
}
