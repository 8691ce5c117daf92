// How the form was filled in, and on which device.
import { count, flag, group, hour, ratio, region, seconds, text } from './observable.ts'

/** Behaviour and device: reasons to verify again, never reasons to charge more. */
export const telemetry = group(
  'telemetry',
  { subject: 'application', sensitivity: 'personal', barredFrom: ['price'] },
  [
    {
      id: 'telemetry.retypedFields',
      ...count,
      zh: '重填字段数',
      en: 'Retyped fields',
      meaning: 'Number of fields that were deleted and typed anew at least twice, counted by the form.',
    },
    {
      id: 'telemetry.idNumberRetypes',
      ...count,
      zh: '身份证号重填次数',
      en: 'ID number retypes',
      meaning: 'Times that an ID number was deleted and typed anew, counted by the form.',
    },
    {
      id: 'telemetry.incomeRetypes',
      ...count,
      zh: '收入重填次数',
      en: 'Income retypes',
      meaning: 'Times that an income was deleted and typed anew, counted by the form.',
    },
    {
      id: 'telemetry.incomeLastToFirst',
      ...ratio,
      zh: '收入末次与首次之比',
      en: 'Income, last over first',
      meaning: 'Last typed income over the first typed one, kept by the form.',
    },
    {
      id: 'telemetry.pastedFields',
      ...count,
      zh: '粘贴字段数',
      en: 'Pasted fields',
      meaning: 'Number of fields filled from the clipboard, counted by the form.',
    },
    {
      id: 'telemetry.fillSeconds',
      ...seconds,
      zh: '填写时长',
      en: 'Filling time',
      meaning: 'Seconds of active typing from first field to submission, measured by the form.',
    },
    {
      id: 'telemetry.submittedHour',
      ...hour,
      zh: '提交时点',
      en: 'Hour of submission',
      meaning: 'Clock hour in China at which the intake received the form.',
    },
    {
      id: 'telemetry.deviceId',
      ...text,
      zh: '设备标识',
      en: 'Device',
      meaning: 'Fingerprint of the phone or computer that submitted, made by the form.',
    },
    {
      id: 'telemetry.deviceTampered',
      ...flag,
      zh: '设备异常',
      en: 'Device tampered with',
      meaning: 'Whether the form saw an emulator, a rooted system or a location simulator.',
    },
    {
      id: 'telemetry.networkHidden',
      ...flag,
      zh: '网络代理',
      en: 'Network hidden',
      meaning: 'Whether the network address belongs to a proxy or hosting range, by the intake’s list.',
    },
    {
      id: 'telemetry.deviceRegion',
      ...region,
      sensitivity: 'sensitive',
      zh: '设备所在区划',
      en: 'Device region',
      meaning: 'Administrative code of the place that the device reported at submission, with consent.',
    },
  ],
)
