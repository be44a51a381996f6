/** Says which sources a built site was made from. It lies in the site's own folder, so that it cannot outlive it. */
export const STAMP = '.build-stamp';
