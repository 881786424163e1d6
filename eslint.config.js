// What oxlint (.oxlintrc.json: the compiler's strictness, the rules of React) cannot refuse: texts outside of the catalog, types
// beside their schemas.
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const readByPeople = 'title|aria-label|aria-description|aria-roledescription|placeholder|alt|label|hint';
const readAttribute = `JSXAttribute[name.name=/^(${readByPeople})$/] > JSXExpressionContainer`;
const nativeTexts = 'title|message|detail|label|sublabel|buttonLabel|toolTip|body|checkboxLabel';
const fromCatalog = 'What people read comes from the message catalog: t(…) or words(…).';
/** Texts in the source that a person would read. @param {string} selector */
const noText = (selector) => ({ selector, message: fromCatalog });

export default defineConfig(
  { ignores: ['node_modules', 'out', 'dist', '.cache', '.data'] },
  // Of oxlint's directives ESLint knows nothing; oxlint refuses those that are not needed.
  { extends: [tseslint.configs.base], linterOptions: { reportUnusedDisableDirectives: 'off' } },
  {
    // The one rule in use with type information that oxlint does not have, where the classes of the program are.
    files: ['electron/**/*.ts'],
    ignores: ['electron/preload.ts', '**/*.{test,fixture}.ts'],
    languageOptions: { parserOptions: { project: './tsconfig.node.json' } },
    rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'error' },
  },
  {
    files: ['electron/{app,window,ticket,text}/**/*.ts'],
    ignores: ['**/*.{test,fixture}.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        noText(`Property[key.name=/^(${nativeTexts})$/] > Literal[value=/\\p{L}/u]`),
        noText(`Property[key.name=/^(${nativeTexts})$/] > TemplateLiteral > TemplateElement[value.raw=/\\p{L}/u]`),
        noText('CallExpression[callee.property.name=/^(setToolTip|setTitle|showErrorBox)$/] > Literal'),
      ],
    },
  },
  {
    files: ['**/*.schema.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'VariableDeclarator[id.typeAnnotation]',
          message:
            'The type follows from the schema (Shape in contract/shape.ts): a type written beside it drifts from it.',
        },
      ],
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': [
        'error',
        noText('JSXText[value=/\\p{L}/u]'),
        noText('JSXElement > JSXExpressionContainer > Literal[value=/\\p{L}/u]'),
        noText(
          'JSXElement > JSXExpressionContainer > :matches(ConditionalExpression, LogicalExpression) > Literal[value=/\\p{L}/u]',
        ),
        noText('JSXElement > JSXExpressionContainer > TemplateLiteral > TemplateElement[value.raw=/\\p{L}/u]'),
        noText(`JSXAttribute[name.name=/^(${readByPeople})$/] > Literal[value=/\\p{L}/u]`),
        noText(`${readAttribute} > Literal[value=/\\p{L}/u]`),
        noText(`${readAttribute} > ConditionalExpression > Literal[value=/\\p{L}/u]`),
        noText(`${readAttribute} > TemplateLiteral > TemplateElement[value.raw=/\\p{L}/u]`),
      ],
    },
  },
);
