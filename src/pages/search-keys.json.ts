import { getCollection } from 'astro:content';
import { namedPages } from '../catalog/search-keys.ts';

export async function GET(): Promise<Response> {
  return Response.json(namedPages(await getCollection('glossary'), await getCollection('lessons')));
}
