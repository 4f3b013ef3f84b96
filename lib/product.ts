/** The product's name, as screens and mails show it. Names of containers in Microsoft 365 begin with it. */
export const productName = 'Tandem CRM'
