import { cva, type VariantProps } from 'class-variance-authority'

/** The look of a button, also for links that act as one. */
export const buttonStyle = cva(
  [
    'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none print:hidden',
    'transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55',
    '[&_svg]:size-4 [&_svg]:shrink-0',
  ],
  {
    variants: {
      variant: {
        primary: 'border-transparent bg-accent text-accent-ink hover:not-disabled:bg-accent-hover',
        secondary:
          'border-line-strong/60 bg-surface text-ink hover:not-disabled:border-line-strong hover:not-disabled:bg-hover',
        ghost: 'border-transparent text-ink-soft hover:not-disabled:bg-hover hover:not-disabled:text-ink',
        danger: 'border-transparent bg-danger text-danger-ink hover:not-disabled:bg-danger-hover',
        'danger-quiet':
          'border-line-strong/60 bg-surface text-danger-text hover:not-disabled:border-danger hover:not-disabled:bg-danger-soft',
        link: 'border-transparent text-accent-text underline-offset-3 hover:not-disabled:underline',
      },
      size: {
        small: 'h-control-small px-2 text-sm',
        medium: 'h-control px-3 text-sm',
        icon: 'size-control text-sm',
        'icon-small': 'size-control-small text-sm',
      },
    },
    compoundVariants: [{ variant: 'link', class: 'h-auto px-0' }],
    defaultVariants: { variant: 'secondary', size: 'medium' },
  },
)

export type ButtonStyle = VariantProps<typeof buttonStyle>
