import { Body, Controller, Delete, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { isOptionName, type OptionName } from '#config';
import {
  type PageQuery,
  pageQuerySchema,
  type SetSetting,
  type SettingHistory,
  type SettingView,
  setSettingSchema,
  settingHistorySchema,
  settingsSchema,
  settingViewSchema,
} from '#contracts';
import { By, type Caller } from '../access/caller.js';
import { IfMatch, NeedsIfMatch, type Precondition, tag } from '../http/precondition.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ApiProblem } from '../problems/api-problem.js';
import { pageOrProblem } from '../problems/page-or-problem.js';
import { Settings } from './settings.js';

const toChange = {
  role: 'admin',
  keys: true,
  answer: settingViewSchema,
  changes: true,
} as const;
const refuses = [
  'no-such-setting',
  'restart-needed',
  'setting-not-allowed',
  'precondition-required',
  'precondition-failed',
] as const;

/** The options of the server's configuration. */
@Controller('api/v1/settings')
export class SettingsController {
  constructor(private readonly settings: Settings) {}

  @Get()
  @Endpoint({
    role: 'viewer',
    does: 'List every option: what holds, where that is from, what it may be, whether a restart is needed',
    answer: settingsSchema,
  })
  list(): { items: SettingView[] } {
    return { items: this.settings.all() };
  }

  @Get(':name')
  @Endpoint({ role: 'viewer', does: 'One option', answer: settingViewSchema, refuses: ['no-such-setting'] })
  one(@Param('name') name: string, @Res({ passthrough: true }) response: Response): SettingView {
    return tagged(response, this.settings.one(known(name)));
  }

  @Get(':name/history')
  @Endpoint({
    role: 'viewer',
    does: 'Who set an option while the server ran, newest first',
    answer: settingHistorySchema,
    refuses: ['no-such-setting', 'invalid-cursor'],
  })
  history(
    @Param('name') name: string,
    @Query({ schema: pageQuerySchema }) query: PageQuery,
  ): Promise<SettingHistory> {
    const option = known(name);
    return pageOrProblem(() => this.settings.history(option, query));
  }

  @Put(':name')
  @Endpoint({
    ...toChange,
    does: 'Set an option: at once, over file and environment, and also after a restart',
    refuses,
  })
  @NeedsIfMatch()
  async set(
    @Param('name') name: string,
    @Body({ schema: setSettingSchema }) { value }: SetSetting,
    @IfMatch() precondition: Precondition,
    @By() by: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SettingView> {
    return tagged(response, await this.settings.set(known(name), value, precondition, by));
  }

  @Delete(':name')
  @Endpoint({ ...toChange, does: 'Let what file or environment say hold again', refuses })
  @NeedsIfMatch()
  async clear(
    @Param('name') name: string,
    @IfMatch() precondition: Precondition,
    @By() by: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SettingView> {
    return tagged(response, await this.settings.clear(known(name), precondition, by));
  }

  @Post(':name/undo')
  @Endpoint({
    ...toChange,
    does: 'Take the last change of an option back; a second time it is there again',
    refuses: [...refuses, 'nothing-to-undo'],
  })
  @NeedsIfMatch()
  async undo(
    @Param('name') name: string,
    @IfMatch() precondition: Precondition,
    @By() by: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SettingView> {
    return tagged(response, await this.settings.undo(known(name), precondition, by));
  }
}

function known(name: string): OptionName {
  if (!isOptionName(name)) throw new ApiProblem('no-such-setting');
  return name;
}

function tagged(response: Response, view: SettingView): SettingView {
  tag(response, view.version);
  return view;
}
