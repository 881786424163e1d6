// Lint rules: the compiler's strictness, the rules of React, and the ways that this house forbids.
import { defineConfig } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const everything = ['**/*.{ts,tsx,js,mjs,cjs}'];
const rawIpc = { name: 'electron', importNames: ['ipcMain'], message: 'Calls go through electron/ipc/gate.ts.' };
const knownSafe = {
  from: 'package',
  package: 'node:test',
  name: ['describe', 'it', 'test', 'before', 'after', 'beforeEach', 'afterEach'],
};

const readByPeople = 'title|aria-label|aria-description|aria-roledescription|placeholder|alt|label|hint';
const readAttribute = `JSXAttribute[name.name=/^(${readByPeople})$/] > JSXExpressionContainer`;
const nativeTexts = 'title|message|detail|label|sublabel|buttonLabel|toolTip|body|checkboxLabel';
const fromCatalog = 'What people read comes from the message catalog: t(…) or words(…).';
/** Texts in the source that a person would read. @param {string} selector */
const noText = (selector) => ({ selector, message: fromCatalog });

export default defineConfig(
  { ignores: ['node_modules', 'out', 'dist', '.cache', '.data'] },
  {
    files: everything,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_$', argsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: [knownSafe] }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['electron/**/*.ts'],
    ignores: ['electron/ipc/gate.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [rawIpc] }] },
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
    extends: [reactHooks.configs.flat.recommended],
    rules: {
      'no-restricted-globals': [
        'error',
        'process',
        'Buffer',
        'require',
        'fetch',
        'localStorage',
        'sessionStorage',
        'indexedDB',
      ],
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
  { files: ['e2e/**', 'build/**'], rules: { 'no-console': 'off', 'no-empty-pattern': 'off' } },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
