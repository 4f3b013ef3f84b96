/**
 * The version of the terms that people accept when they come in; the text is the page `/terms`. Change it together with
 * the text: who accepted what, and when, is kept.
 */
export const TERMS_VERSION = '2026-11'
