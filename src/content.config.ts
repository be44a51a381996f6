import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { entrySchema, lessonSchema, taskSchema } from './catalog/schema.ts';

/** `06-dw/lesson.mdx` is the lesson `dw`: the number is order, never identity. */
const conceptOf = ({ entry }: { entry: string }) => entry.replace(/^\d+-/, '').replace(/\/.*$/, '');

/** `06-dw/exercises/layer/task.mdx` is the task of `dw/layer`. */
const exerciseOf = ({ entry }: { entry: string }) => entry.replace(/^\d+-([^/]+)\/exercises\/([^/]+)\/.*$/, '$1/$2');

export const collections = {
  lessons: defineCollection({
    loader: glob({ base: './lessons', pattern: '[0-9][0-9]-*/lesson.mdx', generateId: conceptOf }),
    schema: lessonSchema,
  }),
  tasks: defineCollection({
    loader: glob({ base: './lessons', pattern: '[0-9][0-9]-*/exercises/*/task.mdx', generateId: exerciseOf }),
    schema: taskSchema,
  }),
  glossary: defineCollection({
    loader: glob({ base: './lessons/glossary', pattern: '*.md' }),
    schema: entrySchema,
  }),
};
