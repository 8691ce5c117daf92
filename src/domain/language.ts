/** The two languages of the product, as BCP 47 tags that `Intl` and the catalogues both take. */
export type Language = 'zh-CN' | 'en'
