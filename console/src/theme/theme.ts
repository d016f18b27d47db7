import { createTheme, type PaletteOptions } from '@mui/material/styles'
import { dark, font, light, size, time, type Scheme, type TintName, type Tone, type ToneName } from './tokens'

declare module '@mui/material/styles' {
  interface TypeBackground {
    rail: string
    raised: string
    mark: string
  }
  interface Palette {
    tone: Record<ToneName, Tone>
    tint: Record<TintName, Tone>
    line: { soft: string; strong: string }
  }
  interface PaletteOptions {
    tone?: Record<ToneName, Tone>
    tint?: Record<TintName, Tone>
    line?: { soft: string; strong: string }
  }
}

function palette(scheme: Scheme): PaletteOptions {
  const meaning = (tone: Tone) => ({ main: tone.main, light: tone.soft, dark: tone.main, contrastText: scheme.surface })
  return {
    background: {
      default: scheme.canvas,
      paper: scheme.surface,
      rail: scheme.rail,
      raised: scheme.raised,
      mark: scheme.mark,
    },
    text: { primary: scheme.text, secondary: scheme.quiet, disabled: scheme.disabled },
    divider: scheme.line,
    line: { soft: scheme.line, strong: scheme.lineStrong },
    primary: { main: scheme.accent, light: scheme.accent, dark: scheme.accentStrong, contrastText: scheme.onAccent },
    secondary: meaning(scheme.tone.neutral),
    error: meaning(scheme.tone.danger),
    warning: meaning(scheme.tone.attention),
    info: meaning(scheme.tone.info),
    success: meaning(scheme.tone.good),
    action: { hover: scheme.hover, selected: scheme.selected, active: scheme.quiet, disabled: scheme.disabled },
    tone: scheme.tone,
    tint: scheme.tint,
  }
}

const motion = `${time.motion}ms ease-out`

/** The console's MUI theme: our tokens in, MUI's capitals, ripples, heavy shadows and blue out. */
export const theme = createTheme({
  cssVariables: { colorSchemeSelector: 'data-theme', cssVarPrefix: 'usher' },
  colorSchemes: { light: { palette: palette(light) }, dark: { palette: palette(dark) } },
  spacing: 4,
  shape: { borderRadius: size.radius },
  breakpoints: { values: { xs: 0, sm: 600, md: 900, lg: 1200, xl: 1536 } },
  transitions: {
    duration: {
      shortest: time.motion,
      shorter: time.motion,
      short: time.motion,
      standard: time.motion,
      complex: time.motion,
      enteringScreen: time.motion,
      leavingScreen: time.motion,
    },
  },
  typography: {
    fontFamily: font.family,
    fontWeightMedium: 500,
    fontWeightBold: 600,
    h1: { fontSize: 22, lineHeight: '28px', fontWeight: 600, letterSpacing: '-0.015em' },
    h2: { fontSize: 16, lineHeight: '24px', fontWeight: 600, letterSpacing: '-0.01em' },
    h3: { fontSize: 13, lineHeight: '20px', fontWeight: 600, letterSpacing: 0 },
    body1: { fontSize: 14, lineHeight: '22px', letterSpacing: 0 },
    body2: { fontSize: 13, lineHeight: '20px', letterSpacing: 0 },
    caption: { fontSize: 12, lineHeight: '16px', letterSpacing: 0 },
    button: { fontSize: 14, lineHeight: '20px', fontWeight: 500, textTransform: 'none', letterSpacing: 0 },
  },
  components: {
    MuiCssBaseline: {
      styleOverrides: (theme) => ({
        html: { fontFeatureSettings: '"cv05", "cv11", "ss03"', scrollPaddingTop: size.topBar + 24 },
        body: { fontSize: 14, lineHeight: '22px', overflowWrap: 'break-word' },
        'h1, h2, h3, p, ul, ol, dl, dd, figure, blockquote': { margin: 0 },
        'ul, ol': { padding: 0, listStyle: 'none' },
        // Names and titles are of any length and script; other words are broken nowhere but between.
        'bdi, h1, h2': { overflowWrap: 'anywhere' },
        a: { color: 'inherit' },
        ':focus-visible': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: 2 },
        mark: {
          backgroundColor: theme.vars.palette.background.mark,
          color: theme.vars.palette.text.primary,
          borderRadius: 2,
          paddingInline: 1,
        },
        'code, kbd': { fontFamily: font.mono, fontSize: '0.93em' },
        '@media (prefers-reduced-motion: reduce)': {
          '*, *::before, *::after': {
            animationDuration: '1ms !important',
            // Not a short one: that would let every colour of every element pass over to the other dress, one level after the other.
            transition: 'none !important',
            scrollBehavior: 'auto !important',
          },
        },
      }),
    },
    MuiButtonBase: { defaultProps: { disableRipple: true } },
    MuiButton: {
      defaultProps: { disableElevation: true },
      styleOverrides: {
        root: {
          minHeight: size.control,
          padding: '6px 14px',
          borderRadius: size.radiusSmall,
          transition: `background-color ${motion}`,
          '@media (max-width: 599.95px)': { minHeight: size.touch },
        },
      },
      variants: [
        {
          props: { variant: 'outlined', color: 'primary' },
          style: ({ theme }) => ({
            color: theme.vars.palette.text.primary,
            borderColor: theme.vars.palette.divider,
            backgroundColor: theme.vars.palette.background.paper,
            '&:hover': { backgroundColor: theme.vars.palette.action.hover, borderColor: theme.vars.palette.line.strong },
          }),
        },
      ],
    },
    MuiIconButton: {
      styleOverrides: {
        root: ({ theme }) => ({
          borderRadius: size.radiusSmall,
          width: size.control,
          height: size.control,
          color: theme.vars.palette.text.secondary,
          '@media (max-width: 599.95px)': { width: size.touch, height: size.touch },
        }),
      },
    },
    // A placeholder is often the only word that says what is typed here: it is read like other quiet text.
    MuiInputBase: {
      styleOverrides: {
        input: ({ theme }) => ({ '&::placeholder': { color: theme.vars.palette.text.secondary, opacity: 1 } }),
      },
    },
    MuiOutlinedInput: {
      styleOverrides: {
        root: ({ theme }) => ({
          fontSize: 14,
          borderRadius: size.radiusSmall,
          backgroundColor: theme.vars.palette.background.paper,
          '& .MuiOutlinedInput-notchedOutline': { borderColor: theme.vars.palette.line.strong },
          '@media (max-width: 599.95px)': { fontSize: 16 },
        }),
        input: { padding: '7px 12px', height: 22, '@media (max-width: 599.95px)': { padding: '11px 12px' } },
        // The box has the padding; the text in it none of its own, at any width.
        multiline: { padding: '8px 12px', '& textarea.MuiOutlinedInput-input': { padding: 0 } },
      },
    },
    // A label that is not above its field yet is in the middle of it.
    MuiInputLabel: { styleOverrides: { outlined: { '&:not(.MuiInputLabel-shrink)': { transform: 'translate(14px, 7px) scale(1)' } } } },
    MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
    MuiPopover: {
      styleOverrides: {
        paper: ({ theme }) => ({
          backgroundColor: theme.vars.palette.background.raised,
          border: `1px solid ${theme.vars.palette.divider}`,
          boxShadow: light.shadow,
          ...theme.applyStyles('dark', { boxShadow: dark.shadow }),
          minWidth: 200,
          maxWidth: 'calc(100vw - 24px)',
        }),
      },
    },
    MuiMenu: {
      defaultProps: {
        anchorOrigin: { vertical: 'bottom', horizontal: 'right' },
        transformOrigin: { vertical: 'top', horizontal: 'right' },
      },
      styleOverrides: { list: { padding: 4 } },
    },
    MuiMenuItem: {
      styleOverrides: {
        root: {
          fontSize: 14,
          minHeight: size.control,
          borderRadius: size.radiusSmall,
          gap: 10,
          '@media (max-width: 599.95px)': { minHeight: size.touch },
        },
      },
    },
    MuiDialog: {
      styleOverrides: {
        paper: ({ theme }) => ({
          backgroundColor: theme.vars.palette.background.raised,
          boxShadow: light.shadow,
          ...theme.applyStyles('dark', { boxShadow: dark.shadow }),
        }),
      },
    },
    MuiBackdrop: {
      styleOverrides: {
        root: ({ theme }) => ({
          '&:not(.MuiBackdrop-invisible)': {
            backgroundColor: light.backdrop,
            ...theme.applyStyles('dark', { backgroundColor: dark.backdrop }),
          },
        }),
      },
    },
    MuiSnackbarContent: {
      styleOverrides: {
        root: ({ theme }) => ({
          fontSize: 14,
          borderRadius: size.radiusSmall,
          backgroundColor: theme.vars.palette.text.primary,
          color: theme.vars.palette.background.default,
          boxShadow: light.shadow,
          ...theme.applyStyles('dark', {
            backgroundColor: theme.vars.palette.background.raised,
            color: theme.vars.palette.text.primary,
            border: `1px solid ${theme.vars.palette.line.strong}`,
            boxShadow: dark.shadow,
          }),
        }),
      },
    },
    MuiTooltip: {
      defaultProps: { enterDelay: 400, disableInteractive: false },
      styleOverrides: {
        tooltip: ({ theme }) => ({
          fontSize: 12,
          lineHeight: '16px',
          fontWeight: 400,
          padding: '6px 8px',
          backgroundColor: theme.vars.palette.text.primary,
          color: theme.vars.palette.background.default,
        }),
      },
    },
  },
})
