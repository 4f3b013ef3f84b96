/** Which columns give way, the least needed first, so that subjects keep enough room to be read. */
export const taskColumns = (withOwner: boolean) => ({
  status: 'md:max-lg:hidden',
  owner: 'md:max-xl:hidden',
  relatedTo: withOwner ? 'md:max-[1400px]:hidden' : 'md:max-xl:hidden',
  sync: withOwner ? 'max-[1700px]:hidden' : 'max-[1400px]:hidden',
})
