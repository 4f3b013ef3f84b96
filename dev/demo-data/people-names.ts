type Names = readonly [string, ...string[]]

const list = (text: string): Names => {
  const [first = '', ...rest] = text.split(/,\s*/)
  return [first, ...rest]
}

export const firstNames: Record<'french' | 'other', Names> = {
  french: list(
    'Adèle, Agathe, Alban, Amélie, Anaïs, Antoine, Baptiste, Béatrice, Benoît, Camille, Cédric, Charlotte, Clément, ' +
      'Coralie, Cyril, Delphine, Édouard, Élodie, Émile, Estelle, Fabien, Fanny, Florian, François, Gaëtan, Geneviève, ' +
      'Guillaume, Hélène, Inès, Jean-Baptiste, Jérôme, Joëlle, Judith, Karim, Laëtitia, Laurent, Léa, Loïc, Lucie, ' +
      'Maël, Manon, Margaux, Mathieu, Maud, Nadia, Naïma, Noémie, Océane, Pascal, Quentin, Raphaël, Rémi, Romane, ' +
      'Samir, Sébastien, Solène, Stéphane, Théo, Valérie, Xavier, Yasmine, Zoé',
  ),
  other: list(
    'Aisha, Andrzej, Beatriz, Charlotte, Dieter, Emma, Francesca, Giulia, Hanna, Ingrid, James, João, Jürgen, Katarzyna, ' +
      'Liam, Lucía, Magnus, Małgorzata, María José, Mohammed, Nuno, Oliver, Paola, Priya, Rosa, Sigrid, Søren, Tomás, ' +
      'Ursula, Vittorio, William, Zofia',
  ),
}

export const lastNames: Record<'french' | 'other', Names> = {
  french: list(
    "Aubry, Barbier, Benoist, Bertrand, Blanchard, Boyer, Caron, Chevalier, Colin, d'Estrées, Da Costa, de La Tour, " +
      'Delacroix, Deschamps, Diallo, Dupré, El Mansouri, Faure, Ferrand, Fournier, Gauthier, Girard, Guérin, Hamel, ' +
      'Haddad, Jacquet, Joubert, Lacombe, Laurent, Le Bihan, Le Floc’h, Lefèvre, Lemoine, Léger, Maillard, Marchand, ' +
      "Masson, Mercier, Meunier, Michaud, Noël, N'Diaye, Olivier, Pâris, Pelletier, Perrin, Picard, Prévost, Renaud, " +
      'Rivière, Robin, Rousseau, Roux, Saint-Martin, Schneider, Tessier, Thibault, Tran, Vasseur, Vidal',
  ),
  other: list(
    'Andersen, Bianchi, Brown, Castro, de Souza, Dąbrowski, Fernández Ortiz, Fischer, Hughes, Jansen, Kowalska, Larsen, ' +
      "López, MacDonald, Müller, Nowak, O'Brien, Okafor, Patel, Pereira, Ricci, Romano, Schäfer, Smith, Taylor, " +
      'van den Berg, Weiß, Wilson',
  ),
}

export const titles = list(
  'Directrice générale, Directeur commercial, Responsable des achats, Acheteuse, Assistante de direction, ' +
    'Chef de projet, Comptable, Contrôleuse de gestion, Office manager, Responsable informatique, Ingénieure, ' +
    'Responsable logistique, Gérant, Associée, Responsable marketing, Chargée de communication, Juriste, DRH, ' +
    'Sales director, Purchasing manager, Head of operations, Engineer',
)

export const departments = list(
  'Direction, Achats, Ventes, Comptabilité, Informatique, Logistique, Marketing, Juridique, Production, R&D, RH',
)

export const leadSources = list(
  'Salon professionnel, Recommandation, Site web, Appel entrant, Partenaire, Publicité, LinkedIn, Ancien client',
)

export const leadStatuses = list('Nouveau, À contacter, Contacté, Qualifié, En attente, Perdu')

export const notes: Names = [
  'Préfère être appelée le matin.',
  'A demandé un devis pour le renouvellement.\nRelancer après les congés.',
  'Rencontré au salon de Lyon.',
  'Met au moins deux semaines à répondre aux e-mails : téléphoner.',
  'Contrat en cours jusqu’en décembre.\n\nPoints à revoir :\n- délais de livraison\n- conditions de paiement',
  'Speaks French and English, prefers English in writing.',
  'Remplace M. Delmas, parti à la retraite.',
  'Allergique aux présentations de plus de dix diapositives.',
  'Decides together with the head of operations.',
  'Client depuis 2014.',
]
