/** A customer of the demo. Addresses are made up; phones come from numbers set aside for fiction where there are any. */
export type Company = {
  name: string
  domain: string
  street: string
  city: string
  state: string | null
  postalCode: string
  country: string
  phone: (digits: string) => string
  mobile: (digits: string) => string
  language: 'french' | 'other'
}

// arcep.fr: 01 99 00, 02 61 91, 03 53 01, 04 65 71, 05 36 49 and 06 39 98 are kept for films and books.
const french = (area: string) => ({
  country: 'France',
  state: null,
  phone: (d: string) => `+33 ${area} ${d.slice(0, 2)} ${d.slice(2)}`,
  mobile: (d: string) => `06 39 98 ${d.slice(0, 2)} ${d.slice(2)}`,
  language: 'french' as const,
})
const belgian = {
  country: 'Belgique',
  state: null,
  phone: (d: string) => `+32 2 555 ${d.slice(0, 2)} ${d.slice(2)}`,
  mobile: (d: string) => `+32 470 55 ${d.slice(0, 2)} ${d.slice(2)}`,
  language: 'french' as const,
}
const swiss = {
  country: 'Suisse',
  phone: (d: string) => `+41 22 555 ${d.slice(0, 2)} ${d.slice(2)}`,
  mobile: (d: string) => `+41 79 555 ${d.slice(0, 2)} ${d.slice(2)}`,
  language: 'french' as const,
}
const british = {
  country: 'United Kingdom',
  state: null,
  phone: (d: string) => `+44 20 7946 0${d.slice(1)}`,
  mobile: (d: string) => `+44 7700 900${d.slice(1)}`,
  language: 'other' as const,
}
const american = (state: string, area: string) => ({
  country: 'United States',
  state,
  phone: (d: string) => `(${area}) 555-01${d.slice(2)}`,
  mobile: (d: string) => `+1 ${area}-555-01${d.slice(2)}`,
  language: 'other' as const,
})
const german = {
  country: 'Deutschland',
  state: null,
  phone: (d: string) => `+49 30 23125 ${d.slice(1)}`,
  mobile: (d: string) => `+49 171 39200 ${d.slice(2)}`,
  language: 'other' as const,
}
const abroad = (country: string, prefix: string) => ({
  country,
  state: null,
  phone: (d: string) => `${prefix} 555 0${d}`,
  mobile: (d: string) => `${prefix} 655 0${d}`,
  language: 'other' as const,
})

const paris = french('1 99 00')
const west = french('2 61 91')
const east = french('3 53 01')
const south = french('4 65 71')
const southWest = french('5 36 49')

type Row = [name: string, domain: string, street: string, postalCode: string, city: string]
const company = (
  [name, domain, street, postalCode, city]: Row,
  place: Omit<Company, keyof RowParts>,
): Company => ({
  ...place,
  name,
  domain: `${domain}.example`,
  street,
  postalCode,
  city,
})
type RowParts = Pick<Company, 'name' | 'domain' | 'street' | 'postalCode' | 'city'>

export const companies: readonly [Company, ...Company[]] = [
  company(['Ateliers Verdier', 'ateliers-verdier', '14 rue des Tanneurs', '37000', 'Tours'], west),
  company(['Boulangeries Hénaff & Fils', 'henaff', '3 quai de la Fosse', '44000', 'Nantes'], west),
  company(['Cabinet Rousselot', 'rousselot-avocats', '27 boulevard Malesherbes', '75008', 'Paris'], paris),
  company(['Clinique du Parc', 'cliniqueduparc', '155 boulevard de Stalingrad', '69006', 'Lyon'], south),
  company(['Domaine de la Combe', 'domaine-combe', 'Lieu-dit La Combe', '84110', 'Vaison-la-Romaine'], south),
  company(['Éditions du Passage', 'editionsdupassage', '8 passage Dauphine', '75006', 'Paris'], paris),
  company(["L'Établi", 'letabli', '41 rue Sainte-Catherine', '33000', 'Bordeaux'], southWest),
  company(['Fermetures Klein', 'fermetures-klein', '12 route du Rhin', '67100', 'Strasbourg'], east),
  company(['Groupe Saint-Aubin', 'saint-aubin', '200 avenue de Colmar', '68200', 'Mulhouse'], east),
  company(['Hôtel Bellerive', 'bellerive', '6 quai Eustache-Chapuis', '74000', 'Annecy'], south),
  company(['Imprimerie Nouvelle', 'imprimerie-nouvelle', '19 rue Gutenberg', '59000', 'Lille'], east),
  company(['Jardins de Marcel', 'jardinsdemarcel', '5 chemin des Serres', '49000', 'Angers'], west),
  company(['Laboratoires Ostrea', 'ostrea', 'Parc technologique, bâtiment C', '29200', 'Brest'], west),
  company(['Logistique Rhône-Alpes', 'lra', "ZI de l'Abbaye", '38780', 'Pont-Évêque'], south),
  company(['Maison Duval', 'maisonduval', '2 place Stanislas', '54000', 'Nancy'], east),
  company(['Menuiserie Basque', 'menuiserie-basque', '31 rue Port-Neuf', '64100', 'Bayonne'], southWest),
  company(['Optique Lumen', 'lumen-optique', '77 rue de la République', '13002', 'Marseille'], south),
  company(
    ['Pharmacie Centrale', 'pharmacie-centrale', '1 place du Capitole', '31000', 'Toulouse'],
    southWest,
  ),
  company(['Quincaillerie Moderne', 'quincaillerie', '58 rue Nationale', '72000', 'Le Mans'], west),
  company(['Radio Garonne', 'radiogaronne', '16 allée Jean-Jaurès', '31000', 'Toulouse'], southWest),
  company(['Sommeliers Réunis', 'sommeliers', '9 rue de Vaugirard', '75006', 'Paris'], paris),
  company(['Transports Vasseur', 'vasseur', 'Port fluvial', '59000', 'Lille'], east),
  company(
    ['Université libre des Alpes', 'ula', '700 avenue Centrale', '38400', "Saint-Martin-d'Hères"],
    south,
  ),
  company(['Verrerie du Marais', 'verrerie-marais', '22 rue des Rosiers', '75004', 'Paris'], paris),
  company(['Brasserie Van Acker', 'vanacker', 'Rue Haute 118', '1000', 'Bruxelles'], belgian),
  company(['Ardennes Bois', 'ardennesbois', 'Rue de la Gare 4', '6800', 'Libramont'], belgian),
  company(['Horlogerie Chevalley', 'chevalley', 'Rue du Rhône 62', '1204', 'Genève'], {
    ...swiss,
    state: 'GE',
  }),
  company(['Fiduciaire Pictet-Roch', 'pictet-roch', 'Avenue de la Gare 10', '1003', 'Lausanne'], {
    ...swiss,
    state: 'VD',
  }),
  company(['Harcourt & Lowe', 'harcourtlowe', '48 Doughty Street', 'WC1N 2LX', 'London'], british),
  company(['Penrose Marine', 'penrosemarine', 'Unit 7, Falmouth Wharves', 'TR11 2TF', 'Falmouth'], british),
  company(
    ['Blue Mesa Software', 'bluemesa', '1100 Paseo de Peralta', '87501', 'Santa Fe'],
    american('NM', '505'),
  ),
  company(
    ['Lakeshore Robotics', 'lakeshore-robotics', '233 South Wacker Drive, Suite 8400', '60606', 'Chicago'],
    american('IL', '312'),
  ),
  company(['Brückner Anlagenbau GmbH', 'brueckner', 'Straße des 17. Juni 135', '10623', 'Berlin'], german),
  company(['Weingut Schloß Öhringen', 'oehringen', 'Schloßgasse 1', '74613', 'Öhringen'], german),
  company(
    ['Cerâmica do Douro', 'ceramicadodouro', 'Rua das Flores 211', '4050-265', 'Porto'],
    abroad('Portugal', '+351 22'),
  ),
  company(['Olivares Hermanos', 'olivares', 'Calle Larios 9', '29005', 'Málaga'], abroad('España', '+34 95')),
  company(
    ['Studio Bianchi', 'studiobianchi', 'Via della Spiga 30', '20121', 'Milano'],
    abroad('Italia', '+39 02'),
  ),
  company(['Nordlys AS', 'nordlys', 'Storgata 15', '9008', 'Tromsø'], abroad('Norge', '+47 77')),
  company(['Młyn Kowalski', 'mlyn-kowalski', 'ul. Długa 44', '80-831', 'Gdańsk'], abroad('Polska', '+48 58')),
  company(
    ['Atlas Conseil', 'atlasconseil', '12 boulevard Zerktouni', '20000', 'Casablanca'],
    abroad('Maroc', '+212 5'),
  ),
]
