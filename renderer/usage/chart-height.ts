// The height of the chart beside the wizard: its place is kept while its code is loaded.
export const chartHeight = '190px';
