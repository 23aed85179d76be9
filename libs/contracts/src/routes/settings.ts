import { get, post, put, remove } from '../client/route.js';
import { pageQuerySchema } from '../page.js';
import { setSettingSchema, settingHistorySchema, settingsSchema, settingViewSchema } from '../setting.js';

/** Options of the configuration. */
export const settingRoutes = {
  list: get('/settings', { answer: settingsSchema }),
  one: get('/settings/{name}', { answer: settingViewSchema }),
  history: get('/settings/{name}/history', { query: pageQuerySchema, answer: settingHistorySchema }),
  set: put('/settings/{name}', { body: setSettingSchema, answer: settingViewSchema }),
  unset: remove('/settings/{name}', { answer: settingViewSchema }),
  undo: post('/settings/{name}/undo', { answer: settingViewSchema }),
} as const;
